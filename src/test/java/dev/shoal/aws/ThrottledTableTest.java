package dev.shoal.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.contracts.Scene;
import dev.shoal.plan.HeldPlan;
import dev.shoal.run.Amount;
import dev.shoal.run.Hold;
import dev.shoal.run.Ledger;
import dev.shoal.run.PlanId;
import dev.shoal.run.Progress;
import dev.shoal.run.TaskId;
import dev.shoal.run.TransientFault;
import dev.shoal.trunk.Landing;
import dev.shoal.work.Held;
import dev.shoal.work.LandResult;
import dev.shoal.work.TaskState;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// A table that throttles, beyond what the SDK tries again by itself.
class ThrottledTableTest {
    private static final PlanId ROOT = PlanId.root(1);

    /// As DynamoDB says that it is too much.
    enum Throttle {
        PROVISIONED {
            @Override
            RuntimeException refusal(boolean transaction) {
                return transaction
                        ? cancelled("ProvisionedThroughputExceeded")
                        : ProvisionedThroughputExceededException.builder()
                                .statusCode(400)
                                .awsErrorDetails(details("ProvisionedThroughputExceededException"))
                                .message("too much")
                                .build();
            }
        },
        THROTTLING {
            @Override
            RuntimeException refusal(boolean transaction) {
                return transaction ? cancelled("ThrottlingError") : coded("ThrottlingException");
            }
        },
        REQUEST_LIMIT {
            @Override
            RuntimeException refusal(boolean transaction) {
                return coded("RequestLimitExceeded");
            }
        };

        abstract RuntimeException refusal(boolean transaction);

        private static AwsErrorDetails details(String code) {
            return AwsErrorDetails.builder().errorCode(code).build();
        }

        private static RuntimeException coded(String code) {
            return DynamoDbException.builder()
                    .statusCode(400)
                    .awsErrorDetails(details(code))
                    .message(code)
                    .build();
        }

        private static RuntimeException cancelled(String code) {
            return TransactionCanceledException.builder()
                    .statusCode(400)
                    .cancellationReasons(
                            CancellationReason.builder().code("None").build(),
                            CancellationReason.builder().code(code).build())
                    .message("cancelled")
                    .build();
        }
    }

    private final AtomicInteger refusals = new AtomicInteger();
    private Throttle throttle = Throttle.THROTTLING;
    private final AwsStores stores = new AwsStores(throttled());
    private Scene scene;

    /// Refuses the next so many writes.
    private DynamoDbClient throttled() {
        return (DynamoDbClient)
                Proxy.newProxyInstance(
                        DynamoDbClient.class.getClassLoader(),
                        new Class<?>[] {DynamoDbClient.class},
                        (proxy, method, arguments) -> {
                            String name = method.getName();
                            boolean write =
                                    Set.of("updateItem", "putItem", "transactWriteItems")
                                            .contains(name);
                            if (write && refusals.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                                throw throttle.refusal(name.equals("transactWriteItems"));
                            }
                            try {
                                return method.invoke(AwsStores.DYNAMO, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    @BeforeEach
    void aRun() {
        scene = Scene.running(stores);
    }

    private void refuse(Throttle how, int times) {
        throttle = how;
        refusals.set(times);
    }

    @ParameterizedTest
    @EnumSource
    void eachWriteIsTriedAgainUntilItIsDone(Throttle how) {
        refuse(how, 3);
        HeldPlan planner = scene.rootPlanner();
        refuse(how, 3);
        TaskId task = scene.task(planner);
        refuse(how, 3);
        TaskId other = scene.task(planner);
        refuse(how, 3);
        assertThat(stores.plans().await(planner, Set.of(), "")).isTrue();
        refuse(how, 3);
        Held held = scene.worker(task);
        Landing landing = scene.next(held);
        refuse(how, 3);
        assertThat(stores.tasks().land(held, landing, "did it", 0))
                .isEqualTo(new LandResult.Landed(1));
        Held second = scene.worker(other);
        refuse(how, 3);
        assertThat(stores.tasks().finish(second, new TaskState.Failed("no"))).isTrue();
        refuse(how, 3);
        Amount amount = new Amount(10, 10);
        Hold hold = Hold.of(stores.clock().instant(), scene.run.value(), 1);
        assertThat(stores.ledger().reserve(scene.run, hold, new Ledger.Wanted(amount, amount)))
                .isEqualTo(new Ledger.Reservation.Granted(amount));

        assertThat(refusals).hasValue(0);
        assertThat(stores.runs().progress(scene.run)).isEqualTo(new Progress(0, 0, 1, 0, 1, 0));
        assertThat(stores.trunk().after(scene.run, 0, 9)).containsExactly(landing);
        assertThat(scene.find(ROOT).children().open()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = "THROTTLING")
    void oneThatThrottlesForGoodIsAFaultThatPassesAndNothingIsWritten(Throttle how) {
        HeldPlan planner = scene.rootPlanner();
        TaskId task = scene.task(planner);
        Held held = scene.worker(task);
        Landing landing = scene.next(held);
        refuse(how, 1_000);

        assertThatThrownBy(() -> stores.tasks().land(held, landing, "did it", 0))
                .isInstanceOf(TransientFault.class);
        assertThatThrownBy(() -> stores.plans().wake(scene.run, ROOT))
                .isInstanceOf(TransientFault.class);

        refuse(how, 0);
        assertThat(stores.trunk().after(scene.run, 0, 9)).isEmpty();
        assertThat(stores.tasks().land(held, landing, "did it", 0))
                .isEqualTo(new LandResult.Landed(1));
    }
}
