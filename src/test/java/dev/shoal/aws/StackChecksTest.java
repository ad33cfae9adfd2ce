package dev.shoal.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StackChecksTest {

    private static final String ARN =
            "arn:aws:secretsmanager:us-east-1:123456789012:secret:openai-Ab12Cd";

    private final AwsDouble aws = new AwsDouble();

    @BeforeEach
    void aHealthyStack() {
        for (String function : List.of("api", "plan", "work", "judge", "remote", "sweep")) {
            aws.answers(
                    "/functions/shoal-" + function + "/configuration",
                    200,
                    """
                    {"FunctionName":"shoal-%s","Runtime":"provided.al2023","Architectures":["arm64"],"MemorySize":512,
                     "State":"Active","Environment":{"Variables":{"SHOAL_SECRETS_OPENAI":"%s"}}}
                    """
                            .formatted(function, ARN));
        }
        account(1000);
        mapped("work", 100);
        mapped("plan", 20);
        aws.answers("DescribeSecret", 200, "{\"ARN\":\"%s\"}".formatted(ARN));
        aws.answers("GetQueueUrl", 200, "{\"QueueUrl\":\"http://127.0.0.1/queue\"}");
        aws.answers(
                "GetQueueAttributes",
                200,
                "{\"Attributes\":{\"ApproximateNumberOfMessages\":\"0\"}}");
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void aHealthyStackIsFineInEveryRespect() {
        assertThat(look()).hasSizeGreaterThan(10).allMatch(Finding.Fine.class::isInstance);
    }

    @Test
    void anAccountWithTenConcurrentExecutionsIsToldWhatToAskFor() {
        account(10);
        assertThat(wrong())
                .singleElement()
                .satisfies(
                        w -> {
                            assertThat(w.what()).contains("only 10 functions");
                            assertThat(w.mend()).contains("Service Quotas", "MaxWorkers=2");
                        });
    }

    @Test
    void moreWorkersThanTheAccountAllowsAreToldTheNumberThatFits() {
        account(130);
        assertThat(wrong())
                .singleElement()
                .satisfies(w -> assertThat(w.mend()).contains("MaxWorkers=50"));
    }

    @Test
    void aSecretThatIsNotThereIsNamedOnceWithItsParameter() {
        aws.answers("DescribeSecret", 400, "{\"__type\":\"ResourceNotFoundException\"}");
        assertThat(wrong())
                .singleElement()
                .satisfies(
                        w -> {
                            assertThat(w.what()).contains(ARN);
                            assertThat(w.mend()).contains("OpenAiSecretArn");
                        });
    }

    @Test
    void aSecretThatIsToBeDeletedIsSeen() {
        aws.answers("DescribeSecret", 200, "{\"ARN\":\"%s\",\"DeletedDate\":1.7e9}".formatted(ARN));
        assertThat(wrong())
                .singleElement()
                .satisfies(w -> assertThat(w.mend()).contains("restore-secret"));
    }

    @Test
    void messagesThatWereGivenUpAreCounted() {
        aws.answers(
                "GetQueueAttributes",
                200,
                "{\"Attributes\":{\"ApproximateNumberOfMessages\":\"3\"}}");
        assertThat(wrong()).hasSize(4).allMatch(w -> w.what().contains("3 messages were given up"));
    }

    @Test
    void aFunctionThatCantStartIsTold() {
        aws.answers(
                "/functions/shoal-work/configuration",
                200,
                """
                {"Runtime":"provided.al2023","Architectures":["arm64"],"MemorySize":512,"State":"Failed",
                 "StateReason":"exec format error","Environment":{"Variables":{}}}
                """);
        assertThat(wrong()).singleElement().satisfies(w -> assertThat(w.mend()).contains("--zip"));
    }

    @Test
    void aStackOfAnotherNameIsAskedFor() {
        List<Finding> findings = new StackChecks(aws.clients(), "other").look();
        assertThat(findings).hasSize(6).allMatch(f -> f.toString().contains("--stack"));
    }

    @Test
    void whatOneMayNotSeeIsSaidAndTheRestIsLookedAtAllTheSame() {
        aws.answers("account-settings", 403, "{\"__type\":\"AccessDeniedException\"}");
        assertThat(look().stream().filter(Finding.Unseen.class::isInstance))
                .singleElement()
                .satisfies(f -> assertThat(f.toString()).contains("may not look", "AccessDenied"));
        assertThat(look()).hasSizeGreaterThan(10);
    }

    private void account(int limit) {
        aws.answers(
                "account-settings",
                200,
                "{\"AccountLimit\":{\"ConcurrentExecutions\":%d}}".formatted(limit));
    }

    private void mapped(String function, int most) {
        aws.answers(
                "FunctionName=shoal-" + function,
                200,
                "{\"EventSourceMappings\":[{\"ScalingConfig\":{\"MaximumConcurrency\":%d}}]}"
                        .formatted(most));
    }

    private List<Finding> look() {
        return new StackChecks(aws.clients(), "shoal").look();
    }

    private List<Finding.Wrong> wrong() {
        return look().stream()
                .flatMap(f -> f instanceof Finding.Wrong w ? Stream.of(w) : Stream.empty())
                .toList();
    }
}
