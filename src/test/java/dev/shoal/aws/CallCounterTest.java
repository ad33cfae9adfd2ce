package dev.shoal.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.contracts.Scene;
import dev.shoal.local.EmbeddedAws;
import dev.shoal.plan.HeldPlan;
import dev.shoal.run.PlanId;
import dev.shoal.run.TaskId;
import dev.shoal.work.Held;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class CallCounterTest {

    private final CallCounter counter = new CallCounter();

    @Test
    void aTasksWholeLifeInTheTableTakesFewCalls() {
        AwsStores stores = new AwsStores(countedClient());
        Scene scene = Scene.running(stores);
        HeldPlan planner = scene.rootPlanner();
        long before = calls();

        TaskId task = scene.task(planner);
        Held held = scene.worker(task);
        stores.tasks().land(held, scene.next(held), "done", 0);
        stores.plans().wake(scene.run, PlanId.root(1));

        assertThat(calls() - before).isEqualTo(7);
        assertThat(counter.counts())
                .containsKeys("DynamoDb.GetItem", "DynamoDb.TransactWriteItems");
    }

    private DynamoDbClient countedClient() {
        return DynamoDbClient.builder()
                .endpointOverride(EmbeddedAws.endpoints().dynamoDb())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(o -> o.addExecutionInterceptor(counter))
                .build();
    }

    private long calls() {
        return counter.counts().values().stream().mapToLong(Long::longValue).sum();
    }
}
