package dev.shoal.aws;

import dev.shoal.config.ShoalConfig;
import dev.shoal.run.Cut;
import dev.shoal.run.PermanentFault;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/// Invokes the function that the configuration names, and waits. The client is made when first
/// needed, for whoever runs commands as processes has none. It never tries again by itself: an
/// answer that was lost does not mean that the command did not run.
@ApplicationScoped
class LambdaInvoker implements Invoker {
    private static final Duration LONGEST = Duration.ofMinutes(16);
    private static final int MOST_QUOTED = 500;

    private final String function;
    private final CallCounter calls;
    private @Nullable LambdaClient client;

    LambdaInvoker(ShoalConfig config, CallCounter calls) {
        this.function = config.aws().sandboxFunction().orElse("");
        this.calls = calls;
    }

    @Override
    public byte[] invoke(byte[] payload, Duration longest) {
        try {
            InvokeResponse response =
                    client().invoke(
                                    r ->
                                            r.functionName(function)
                                                    .payload(SdkBytes.fromByteArray(payload)));
            if (response.functionError() != null) {
                throw failed(response);
            }
            return response.payload().asByteArray();
        } catch (SdkException e) {
            throw AwsFaults.sorted("invoking " + function, e);
        }
    }

    private PermanentFault failed(InvokeResponse response) {
        String said = Cut.middle(response.payload().asUtf8String(), MOST_QUOTED);
        return new PermanentFault("the function %s failed: %s".formatted(function, said), null);
    }

    private synchronized LambdaClient client() {
        if (client == null) {
            client =
                    LambdaClient.builder()
                            .httpClientBuilder(
                                    UrlConnectionHttpClient.builder()
                                            .connectionTimeout(Duration.ofSeconds(10))
                                            .socketTimeout(LONGEST))
                            .overrideConfiguration(
                                    o ->
                                            o.retryStrategy(DefaultRetryStrategy.doNotRetry())
                                                    .addExecutionInterceptor(calls))
                            .build();
        }
        return client;
    }
}
