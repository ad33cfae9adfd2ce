package dev.shoal.judge;

import dev.shoal.run.Run;
import java.time.Instant;

/// One claimed cycle in the hands of this invocation, which ends at `deadline`.
public record Hearing(Run run, Cycle cycle, String token, Instant deadline) {
    String subject() {
        return "c" + cycle.number();
    }

    /// The name of the scratch folder of the judge's commands.
    String scope() {
        return subject() + "-" + token;
    }

    String session() {
        return "judge-a%d-%s".formatted(cycle.attempt(), token);
    }
}
