package dev.shoal.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.contracts.PacksContract;
import dev.shoal.contracts.Stores;
import dev.shoal.run.TransientFault;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3PacksTest extends PacksContract {

    private final AtomicInteger troubles = new AtomicInteger();
    private final S3Client troubled =
            (S3Client)
                    Proxy.newProxyInstance(
                            S3Client.class.getClassLoader(),
                            new Class<?>[] {S3Client.class},
                            (proxy, method, arguments) -> call(method, arguments));
    private final S3Packs packs = new S3Packs(troubled, AwsStores.CONFIG, AwsStores.PATIENCE);

    @Override
    protected Stores stores() {
        return new AwsStores();
    }

    private Object call(Method method, Object... arguments) throws Throwable {
        if (troubles.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw S3Exception.builder().statusCode(503).message("Slow Down").build();
        }
        try {
            return method.invoke(AwsStores.S3, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Test
    void aStoreThatIsOutOfOrderForAWhileCostsNobodyTheirWork(@TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("p"), "a pack");
        troubles.set(4);
        packs.put("troubled.pack", file);
        troubles.set(4);
        try (InputStream in = packs.open("troubled.pack")) {
            assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(file));
        }
        assertThat(troubles).hasValue(0);
    }

    @Test
    void aStoreThatStaysOutOfOrderIsTriedAgainLater(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("p"), "a pack");
        troubles.set(1_000);
        assertThatThrownBy(() -> packs.put("lost.pack", file))
                .isInstanceOf(TransientFault.class)
                .hasMessageContaining("lost.pack");
    }
}
