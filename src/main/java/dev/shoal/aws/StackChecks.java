package dev.shoal.aws;

import dev.shoal.aws.Finding.Fine;
import dev.shoal.aws.Finding.Unseen;
import dev.shoal.aws.Finding.Wrong;
import dev.shoal.run.Cut;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Looks at a deployed stack with the credentials of whoever asks. It only reads, and never the
/// text of a secret. What it may not see it says, and goes on.
public final class StackChecks implements AutoCloseable {

    private static final int FRESH_ACCOUNT = 10;
    private static final int FORBIDDEN = 403;
    private static final int MOST_QUOTED = 200;

    /// Of api, sweep, judge and remote, beside those that have a limit of their own.
    private static final int OTHERS = 10;

    private static final List<String> FED = List.of("plan", "work", "judge", "remote");
    private static final Map<String, String> SECRETS =
            new TreeMap<>(
                    Map.of(
                            "SHOAL_SECRETS_OPENAI", "OpenAiSecretArn",
                            "SHOAL_SECRETS_ANTHROPIC", "AnthropicSecretArn",
                            "SHOAL_SECRETS_GIT", "GitSecretArn"));

    private final Clients clients;
    private final String stack;

    /// The services that are asked.
    record Clients(LambdaClient lambda, SqsClient sqs, SecretsManagerClient secrets)
            implements AutoCloseable {

        /// With the credentials and the region of the AWS command line.
        static Clients usual() {
            return new Clients(
                    LambdaClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
                    SqsClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
                    SecretsManagerClient.builder()
                            .httpClient(UrlConnectionHttpClient.create())
                            .build());
        }

        @Override
        public void close() {
            lambda.close();
            sqs.close();
            secrets.close();
        }
    }

    StackChecks(Clients clients, String stack) {
        this.clients = clients;
        this.stack = stack;
    }

    /// All findings, or the one that says why AWS can't be asked at all.
    public static List<Finding> look(String stack) {
        try (var checks = new StackChecks(Clients.usual(), stack)) {
            return checks.look();
        } catch (SdkException e) {
            return List.of(unreachable(e));
        }
    }

    List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        Map<String, GetFunctionConfigurationResponse> functions = new TreeMap<>();
        for (String name : List.of("api", "plan", "work", "judge", "remote", "sweep")) {
            findings.addAll(
                    seen("function " + stack + "-" + name, () -> function(name, functions)));
        }
        if (functions.isEmpty()) {
            return findings;
        }
        findings.addAll(seen("concurrency of the account", this::concurrency));
        functions.values().stream()
                .flatMap(f -> f.environment().variables().entrySet().stream())
                .filter(v -> SECRETS.containsKey(v.getKey()))
                .distinct()
                .forEach(
                        v ->
                                findings.addAll(
                                        seen(
                                                "secret " + v.getValue(),
                                                () ->
                                                        secret(
                                                                Objects.requireNonNull(
                                                                        SECRETS.get(v.getKey())),
                                                                v.getValue()))));
        for (String queue : FED) {
            findings.addAll(seen("queue " + stack + "-" + queue, () -> queue(queue)));
        }
        return findings;
    }

    private List<Finding> function(
            String name, Map<String, GetFunctionConfigurationResponse> functions) {
        String full = stack + "-" + name;
        try {
            var found = clients.lambda().getFunctionConfiguration(r -> r.functionName(full));
            functions.put(name, found);
            String state = found.stateAsString();
            return List.of(
                    "Active".equals(state) || "Inactive".equals(state) || state == null
                            ? new Fine(
                                    "function %s: %s, %s, %d MB"
                                            .formatted(
                                                    full,
                                                    found.runtimeAsString(),
                                                    String.join(
                                                            ",", found.architecturesAsStrings()),
                                                    found.memorySize()))
                            : new Wrong(
                                    "function %s is %s: %s"
                                            .formatted(full, state, found.stateReason()),
                                    "deploy again with a zip for its processor; ./shoal doctor --zip target/function.zip says which it is for"));
        } catch (ResourceNotFoundException none) {
            return List.of(
                    new Wrong(
                            "there is no function " + full,
                            "name the stack with --stack, its region with AWS_REGION, or deploy it with make deploy"));
        }
    }

    private List<Finding> concurrency() {
        int limit = clients.lambda().getAccountSettings().accountLimit().concurrentExecutions();
        int workers = atOnce("work");
        int needed = 2 * workers + atOnce("plan") + OTHERS;
        if (limit <= FRESH_ACCOUNT) {
            return List.of(
                    new Wrong(
                            "this account may run only %d functions at once".formatted(limit),
                            "ask for 1000 in Service Quotas (AWS Lambda, Concurrent executions), or deploy with MaxWorkers=2 and MaxPlanners=2"));
        }
        String what =
                "%d workers, each with a sandbox, and the others need %d functions at once; the account allows %d"
                        .formatted(workers, needed, limit);
        return List.of(
                needed <= limit
                        ? new Fine(what)
                        : new Wrong(
                                what,
                                "deploy with MaxWorkers=%d, or ask for more in Service Quotas (AWS Lambda, Concurrent executions)"
                                        .formatted(
                                                Math.max(
                                                        2,
                                                        (limit - atOnce("plan") - OTHERS) / 2))));
    }

    private int atOnce(String function) {
        return clients
                .lambda()
                .listEventSourceMappings(r -> r.functionName(stack + "-" + function))
                .eventSourceMappings()
                .stream()
                .map(EventSourceMappingConfiguration::scalingConfig)
                .filter(scaling -> scaling != null && scaling.maximumConcurrency() != null)
                .mapToInt(scaling -> scaling.maximumConcurrency())
                .sum();
    }

    private List<Finding> secret(String parameter, String arn) {
        String mend = "create it again, or give another ARN as %s and deploy".formatted(parameter);
        try {
            DescribeSecretResponse found = clients.secrets().describeSecret(r -> r.secretId(arn));
            return List.of(
                    found.deletedDate() == null
                            ? new Fine("secret %s is there (%s)".formatted(arn, parameter))
                            : new Wrong(
                                    "secret %s is to be deleted".formatted(arn),
                                    "aws secretsmanager restore-secret --secret-id " + arn));
        } catch (software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException e) {
            return List.of(new Wrong("there is no secret " + arn, mend));
        }
    }

    private List<Finding> queue(String queue) {
        String name = stack + "-" + queue;
        long waiting = depth(name);
        long dead = depth(name + "-dead");
        return List.of(
                dead == 0
                        ? new Fine("queue %s: %d waiting, none given up".formatted(name, waiting))
                        : new Wrong(
                                "queue %s: %d messages were given up".formatted(name, dead),
                                "read the last errors in the log group /shoal/%s; the sweep makes post-mortems of them within minutes"
                                        .formatted(stack)));
    }

    private long depth(String name) {
        String url = clients.sqs().getQueueUrl(r -> r.queueName(name)).queueUrl();
        String depth =
                clients.sqs()
                        .getQueueAttributes(
                                r ->
                                        r.queueUrl(url)
                                                .attributeNames(
                                                        QueueAttributeName
                                                                .APPROXIMATE_NUMBER_OF_MESSAGES))
                        .attributes()
                        .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
        return depth == null ? 0 : Long.parseLong(depth);
    }

    private static List<Finding> seen(String what, Supplier<List<Finding>> check) {
        try {
            return check.get();
        } catch (AwsServiceException e) {
            String why =
                    e.statusCode() == FORBIDDEN || isForbidden(e)
                            ? "your credentials may not look: " + code(e)
                            : code(e) + " " + e.getMessage();
            return List.of(new Unseen(what, why));
        }
    }

    private static boolean isForbidden(AwsServiceException e) {
        return code(e).contains("AccessDenied");
    }

    private static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null ? "" : String.valueOf(e.awsErrorDetails().errorCode());
    }

    private static Finding unreachable(SdkException e) {
        return new Unseen(
                "the stack",
                "AWS can't be asked: %s. Set AWS_PROFILE, or AWS_REGION and credentials (aws configure)"
                        .formatted(Cut.middle(String.valueOf(e.getMessage()), MOST_QUOTED)));
    }

    @Override
    public void close() {
        clients.close();
    }
}
