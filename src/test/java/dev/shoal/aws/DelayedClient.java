package dev.shoal.aws;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;

/// A client each of whose calls takes so much longer, as if the service were far away.
final class DelayedClient {

    private DelayedClient() {}

    static <C> C of(Class<C> type, C real, Duration delay) {
        if (delay.isZero()) {
            return real;
        }
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> {
                            Thread.sleep(delay);
                            try {
                                return method.invoke(real, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
    }
}
