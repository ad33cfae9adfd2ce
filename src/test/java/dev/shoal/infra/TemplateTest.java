package dev.shoal.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

    private static final List<String> LOOPING = List.of("Plan", "Work", "Judge", "Remote");

    private final Template template = Template.main();

    @ParameterizedTest
    @ValueSource(strings = {"Parameters", "Outputs"})
    void eachParameterAndOutputIsExplainedInTheDocuments(String section) throws IOException {
        String page = Files.readString(Path.of("docs/aws.md"));
        assertThat(template.names(section))
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    @Test
    void eachParameterSaysWhatItWants() {
        template.root()
                .path("Parameters")
                .properties()
                .forEach(
                        p -> {
                            assertThat(p.getValue().path("Description").asText()).isNotBlank();
                            assertThat(p.getValue().path("ConstraintDescription").asText())
                                    .as(p.getKey())
                                    .isNotBlank();
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "OpenAiSecretArn, arn:aws:secretsmanager:us-east-1:123456789012:secret:openai-Ab12Cd, true",
        "OpenAiSecretArn, arn:aws-us-gov:secretsmanager:us-gov-west-1:123456789012:secret:a/b-Ab12Cd, true",
        "OpenAiSecretArn, openai, false",
        "GitSecretArn, ghp_0123456789abcdef, false",
        "PlannerModel, openai/gpt-5, true",
        "PlannerModel, bedrock/eu.anthropic.claude-sonnet-4:0, true",
        "PlannerModel, gpt-5, false",
        "PlannerModel, rehearsal/inkwell, false",
        "SandboxImage, 123456789012.dkr.ecr.eu-central-1.amazonaws.com/shoal-sandbox:1, true",
        "SandboxImage, debian:13, false",
        "PermissionsBoundary, arn:aws:iam::123456789012:policy/Boundary, true",
        "PermissionsBoundary, Boundary, false",
        "OpenAiBaseUrl, https://models.example.com/v1, true",
        "OpenAiBaseUrl, http://models.example.com/v1, false",
        "OpenAiBaseUrl, https://key@models.example.com, false",
        "ComputePrice, 0.0000177, true",
        "ComputePrice, 17, false",
        "BedrockModelArns, arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-v2, true",
        "BedrockModelArns, anthropic.claude-v2, false",
        "JwtIssuer, https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x, true",
        "JwtIssuer, cognito, false",
        "AlarmEmail, me@example.com, true",
        "AlarmEmail, me, false"
    })
    void whatCantBeRightIsRefusedAtDeployTime(String parameter, String value, boolean right) {
        JsonNode pattern =
                template.root().path("Parameters").path(parameter).path("AllowedPattern");
        assertThat(Pattern.matches(pattern.asText(), value)).isEqualTo(right);
    }

    @Test
    void secretsComeOnlyAsArns() {
        functions()
                .forEach(
                        function ->
                                template.environment(function)
                                        .properties()
                                        .forEach(
                                                v ->
                                                        holdsNoSecret(
                                                                function,
                                                                v.getKey(),
                                                                v.getValue())));
    }

    private static void holdsNoSecret(String function, String name, JsonNode value) {
        assertThat(name).as(function).doesNotContain("KEY").doesNotContain("TOKEN");
        assertThat(value.toString()).as(name).doesNotContain("resolve:");
        if (name.startsWith("SHOAL_SECRETS_")) {
            assertThat(value.toString()).contains("SecretArn");
        }
    }

    @Test
    void theSandboxMayDoNothingAndHasNoSecret() {
        JsonNode role = template.properties("SandboxRole");
        assertThat(role.has("Policies")).isFalse();
        assertThat(role.has("ManagedPolicyArns")).isFalse();
        for (String function : List.of("SandboxFunction", "SandboxImageFunction")) {
            assertThat(template.properties(function).path("Role").toString())
                    .contains("SandboxRole");
            assertThat(template.environment(function).toString()).doesNotContain("SHOAL_", "Arn");
        }
    }

    @Test
    void onlyRemoteKnowsTheGitCredentialAndItKnowsNoOther() {
        for (String function : functions()) {
            boolean isRemote = function.equals("RemoteFunction");
            JsonNode environment = template.environment(function);
            assertThat(environment.has("SHOAL_SECRETS_GIT")).as(function).isEqualTo(isRemote);
            if (isRemote) {
                assertThat(environment.has("SHOAL_SECRETS_OPENAI")).isFalse();
                assertThat(environment.has("SHOAL_SECRETS_ANTHROPIC")).isFalse();
            }
        }
        assertThat(template.properties("RemoteRole").toString())
                .doesNotContain("OpenAi", "Anthropic");
        assertThat(template.properties("WorkRole").toString()).doesNotContain("GitSecretArn");
    }

    @Test
    void noFunctionOfTheLoopIsCutByLambda() {
        assertThat(template.root().at("/Globals/Function/RecursiveLoop").asText())
                .isEqualTo("Allow");
        functions().forEach(f -> assertThat(template.properties(f).has("RecursiveLoop")).isFalse());
    }

    @Test
    void eachQueueFeedsOneMessageAtATimeAndKeepsItAsLongAsItsFunctionMayRun() {
        for (String name : LOOPING) {
            JsonNode event = template.properties(name + "Function").at("/Events/Queue/Properties");
            assertThat(event.path("BatchSize").asInt()).isEqualTo(1);
            assertThat(event.at("/FunctionResponseTypes/0").asText())
                    .isEqualTo("ReportBatchItemFailures");
            assertThat(event.at("/ScalingConfig/MaximumConcurrency").isMissingNode()).isFalse();
            JsonNode queue = template.properties(name + "Queue");
            assertThat(queue.path("VisibilityTimeout").asInt())
                    .isGreaterThanOrEqualTo(
                            template.root().at("/Globals/Function/Timeout").asInt());
            assertThat(queue.at("/RedrivePolicy/maxReceiveCount").asInt()).isEqualTo(5);
            assertThat(queue.at("/RedrivePolicy/deadLetterTargetArn").toString())
                    .contains(name + "DeadQueue");
        }
    }

    @Test
    void eachQueueTakesAndGivesOverTlsOnly() {
        JsonNode policy = template.properties("QueuePolicy");
        assertThat(policy.path("Queues").findValuesAsText("Ref"))
                .containsExactlyInAnyOrderElementsOf(template.resourcesOfType("AWS::SQS::Queue"));
        JsonNode statement = policy.at("/PolicyDocument/Statement/0");
        assertThat(statement.path("Effect").asText()).isEqualTo("Deny");
        assertThat(statement.path("Action").asText()).isEqualTo("sqs:*");
        assertThat(statement.at("/Condition/Bool/aws:SecureTransport").asText()).isEqualTo("false");
    }

    /// What agents cost is charged to their run by the price and the memory of their functions.
    @Test
    void lambdasTimeIsPricedWhereAgentsRun() {
        for (String function : functions()) {
            JsonNode environment = template.environment(function);
            boolean thinks =
                    List.of("PlanFunction", "WorkFunction", "JudgeFunction").contains(function);
            assertThat(environment.has("SHOAL_COMPUTE_USD_PER_GB_SECOND"))
                    .as(function)
                    .isEqualTo(thinks);
            if (thinks) {
                assertThat(environment.at("/SHOAL_COMPUTE_AGENT_MB/Ref").asText())
                        .isEqualTo("AgentMemory");
                assertThat(environment.at("/SHOAL_COMPUTE_SANDBOX_MB/Ref").asText())
                        .isEqualTo("SandboxMemory");
            }
        }
    }

    /// A function that nobody may reach has no server; above all not the one with strangers'
    /// commands.
    @Test
    void onlyTheApiHasAServerBehindItsHandler() {
        for (String function : functions()) {
            assertThat(template.environment(function).path("QUARKUS_HTTP_HOST_ENABLED").asText())
                    .as(function)
                    .isEqualTo(String.valueOf(function.equals("ApiFunction")));
        }
    }

    @Test
    void whatUsersOwnOutlivesTheStack() {
        for (String kept : List.of("Table", "Bucket")) {
            assertThat(template.resource(kept).path("DeletionPolicy").asText()).isEqualTo("Retain");
            assertThat(template.resource(kept).path("UpdateReplacePolicy").asText())
                    .isEqualTo("Retain");
        }
    }

    @Test
    void eachRoleIsBounded() {
        assertThat(template.resourcesOfType("AWS::IAM::Role"))
                .isNotEmpty()
                .allSatisfy(
                        role ->
                                assertThat(
                                                template.properties(role)
                                                        .path("PermissionsBoundary")
                                                        .toString())
                                        .contains("HasBoundary"));
    }

    @Test
    void eachFunctionHasARoleOfItsOwnSoThatSamAddsNothing() {
        assertThat(template.resourcesOfType("AWS::Serverless::Function"))
                .isNotEmpty()
                .allSatisfy(
                        function -> {
                            JsonNode properties = template.properties(function);
                            assertThat(properties.path("Role").toString())
                                    .contains(function.replace("Function", "Role"));
                            assertThat(properties.has("Policies")).isFalse();
                        });
    }

    private List<String> functions() {
        return Stream.of("AWS::Serverless::Function", "AWS::Lambda::Function")
                .flatMap(type -> template.resourcesOfType(type).stream())
                .toList();
    }
}
