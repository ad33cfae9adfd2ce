package dev.shoal.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.run.ModelName;
import dev.shoal.run.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelCatalogTest {
    private static final Connection CONNECTION =
            new Connection(
                    new ModelHttpBuilder(ModelBeans.sharedClient(), () -> Instant.EPOCH),
                    Duration.ofSeconds(1),
                    1_000);
    private static final Optional<String> NONE = Optional.empty();

    @Test
    void aMissingKeyIsNamedAsItsUserKnowsIt() {
        ModelCatalog catalog = catalog(NONE, NONE);

        assertThatThrownBy(() -> catalog.check(new ModelName("openai", "gpt-5"), "models.judge"))
                .isInstanceOfSatisfying(
                        Refused.class, e -> assertThat(e.field()).isEqualTo("models.judge"))
                .hasMessageContaining("OPENAI_API_KEY");
        assertThatThrownBy(() -> catalog.check(new ModelName("anthropic", "x"), "models.judge"))
                .hasMessageContaining("ANTHROPIC_API_KEY");
        assertThatThrownBy(() -> catalog.check(new ModelName("rehearsal", "x"), "models.judge"))
                .hasMessageContaining("shoal.rehearsal.base-url");
    }

    @Test
    void aServerOfOnesOwnNeedsNoKey() {
        ModelCatalog catalog = catalog(NONE, Optional.of("http://127.0.0.1:1/v1"));

        assertThatCode(() -> catalog.check(new ModelName("openai", "llama"), "model"))
                .doesNotThrowAnyException();
    }

    @Test
    void aModelIsBuiltOncePerName() {
        ModelCatalog catalog = catalog(Optional.of("key"), NONE);
        ModelName name = new ModelName("openai", "gpt-5");

        assertThat(catalog.of(name)).isSameAs(catalog.of(name));
        assertThat(catalog.of(name)).isNotSameAs(catalog.of(new ModelName("openai", "other")));
    }

    @Test
    void aBedrockModelIsBuiltWithoutACall() {
        ModelCatalog catalog =
                new ModelCatalog(List.of(new Bedrock(Optional.of("us-east-1"), CONNECTION)));

        assertThat(catalog.of(new ModelName("bedrock", "us.amazon.nova-pro-v1:0"))).isNotNull();
    }

    private static ModelCatalog catalog(Optional<String> key, Optional<String> url) {
        return new ModelCatalog(
                List.of(
                        new OpenAi(key, url, CONNECTION),
                        new Anthropic(NONE, NONE, CONNECTION),
                        new Rehearsal(() -> NONE, CONNECTION)));
    }
}
