package dev.shoal.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.run.Limits;
import dev.shoal.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The time of machines is charged, whoever keeps them busy.
class ComputeTest {
    @TempDir Path folder;

    @Test
    void landingAndTheVerificationsOfWorkersAndJudgeAreCharged() {
        House house = new House(folder, new Cast(1).model(), Limits.DEFAULT);
        house.upload = Duration.ofSeconds(40);
        house.commands =
                job -> {
                    house.now = house.now.plusSeconds(100);
                    return new Sandbox.Execution.Exited(0, "fine", job.tree());
                };

        house.play(Duration.ofHours(5));

        double verified = 2 * 100 * (House.AGENT_SECOND + House.TOOL_SECOND);
        double landed = 40 * House.AGENT_SECOND;
        assertThat(house.memory.ledger().spending(House.RUN).compute())
                .isEqualTo((long) (verified + landed));
        long micros = house.memory.ledger().left(House.RUN).micros();
        assertThat(Limits.DEFAULT.budget().amount().micros() - micros)
                .isEqualTo((long) (verified + landed));
    }
}
