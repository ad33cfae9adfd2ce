package dev.shoal.aws;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A client whose writes are done while their answers get lost, so many times.
final class LossyClient {

    private static final Set<String> WRITES = Set.of("updateItem", "putItem", "transactWriteItems");

    private final AtomicInteger losses = new AtomicInteger();
    private final AtomicInteger writes = new AtomicInteger();
    private final DynamoDbClient client;

    LossyClient(DynamoDbClient real) {
        client =
                (DynamoDbClient)
                        Proxy.newProxyInstance(
                                DynamoDbClient.class.getClassLoader(),
                                new Class<?>[] {DynamoDbClient.class},
                                (proxy, method, arguments) -> {
                                    Object answer;
                                    try {
                                        answer = method.invoke(real, arguments);
                                    } catch (InvocationTargetException e) {
                                        throw e.getCause();
                                    }
                                    if (!WRITES.contains(method.getName())) {
                                        return answer;
                                    }
                                    writes.incrementAndGet();
                                    if (losses.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                                        throw SdkClientException.create("connection reset");
                                    }
                                    return answer;
                                });
    }

    DynamoDbClient client() {
        return client;
    }

    /// How many writes have been done.
    int writes() {
        return writes.get();
    }

    /// The answers of the next so many writes that are done get lost.
    void lose(int answers) {
        losses.set(answers);
    }
}
