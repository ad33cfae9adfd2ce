package dev.shoal.aws;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/// Counts the calls that this process makes, each try of the SDK's as one, as `DynamoDb.GetItem`.
/// The clients have it from the setting `quarkus.<service>.interceptors`.
@Singleton
public class CallCounter implements ExecutionInterceptor {

    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();

    @Override
    public void beforeTransmission(
            Context.BeforeTransmission context, ExecutionAttributes attributes) {
        String call =
                attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME)
                        + "."
                        + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        calls.computeIfAbsent(call, name -> new LongAdder()).increment();
    }

    /// By service and operation, since the process began.
    public Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        calls.forEach((call, count) -> counts.put(call, count.sum()));
        return counts;
    }
}
