package dev.shoal.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.run.ModelName;
import dev.shoal.run.Refused;
import dev.shoal.run.Spend;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/// What only Quarkus puts together: configuration, templates, beans.
@QuarkusTest
class AgentWiringTest {
    @Inject ModelCatalog catalog;
    @Inject Prices prices;
    @Inject Prompts prompts;
    @Inject AgentLoop loop;

    @Test
    void aPromptIsTheSameWithAndWithoutQuarkus() {
        NotesPrompt last = new NotesPrompt(true);

        assertThat(prompts.render("notes", last))
                .isEqualTo(Prompts.withoutQuarkus().render("notes", last))
                .contains("Your time in this session is up");
    }

    @Test
    void thePricesThatShipWithTheProgramAreRead() {
        Usage million = new Usage(1_000_000, 0, 0, 0);

        assertThat(prices.of(new ModelName("openai", "gpt-5"), million))
                .isEqualTo(new Spend(1_000_000, 0, 1_250_000));
        assertThat(prices.of(new ModelName("bedrock", "us.amazon.nova-pro-v1:0"), million).micros())
                .isEqualTo(800_000);
    }

    @Test
    void anUnknownProviderIsRefusedByTheNamesOfTheKnownOnes() {
        assertThatThrownBy(() -> catalog.check(new ModelName("acme", "x"), "models.worker"))
                .isInstanceOfSatisfying(
                        Refused.class, e -> assertThat(e.field()).isEqualTo("models.worker"))
                .hasMessageContaining("openai, anthropic, bedrock, rehearsal");
    }

    @Test
    void aLoopIsThereForAllWhoAskForOne() {
        assertThat(loop).isNotNull();
    }
}
