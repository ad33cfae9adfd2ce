package dev.shoal.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the template lets a function do, as `action resource`, but for what a run over emulators
/// can't show.
final class Allowance {

    /// What a run over emulators can't show, and why a function may do it all the same.
    private static final Map<String, String> UNSEEN =
            new TreeMap<>(
                    Map.of(
                            "logs:CreateLogStream",
                                    "Lambda writes the logs with the function's role",
                            "logs:PutLogEvents", "the same",
                            "sqs:ReceiveMessage",
                                    "the event source mapping, with the function's role",
                            "sqs:DeleteMessage", "the same",
                            "sqs:GetQueueAttributes", "the same",
                            "secretsmanager:GetSecretValue",
                                    "no secret in this run; see SecretCredentialsTest",
                            "bedrock:InvokeModel", "no emulator of Bedrock"));

    private Allowance() {}

    static Set<String> of(String function) {
        String role =
                function.substring(0, 1).toUpperCase(Locale.ROOT) + function.substring(1) + "Role";
        Set<String> allowed = new TreeSet<>();
        for (JsonNode policy : Template.main().properties(role).path("Policies")) {
            for (JsonNode statement : policy.at("/PolicyDocument/Statement")) {
                add(statement.has("Fn::If") ? statement.at("/Fn::If/1") : statement, allowed);
            }
        }
        return allowed;
    }

    private static void add(JsonNode statement, Set<String> allowed) {
        JsonNode resources = statement.path("Resource");
        for (JsonNode action : statement.path("Action")) {
            for (JsonNode resource : resources.isArray() ? resources : List.of(resources)) {
                String sid = statement.path("Sid").asText();
                if (!isUnseen(action.asText(), sid)) {
                    allowed.add(action.asText() + " " + name(resource));
                }
            }
        }
    }

    private static boolean isUnseen(String action, String sid) {
        return UNSEEN.containsKey(action) && (!action.startsWith("sqs:") || sid.equals("Source"));
    }

    private static String name(JsonNode resource) {
        if (resource.has("Fn::GetAtt")) {
            return resource.path("Fn::GetAtt").asText().replace(".Arn", "");
        }
        if (resource.has("Fn::Sub")) {
            return resource.path("Fn::Sub").asText().replaceAll("\\$\\{(\\w+)\\.Arn}", "$1");
        }
        return resource.has("Fn::If") ? name(resource.at("/Fn::If/2")) : resource.toString();
    }
}
