package dev.shoal.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How an invocation ended that nobody meant to end so: in words, for the post-mortem.
public final class Mishap {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 7;

    private Mishap() {}

    /// What went wrong, by what was thrown at `now` in an invocation that had until `deadline`.
    public static String of(Throwable thrown, Instant now, Instant deadline) {
        String what =
                switch (thrown) {
                    case OutOfMemoryError e -> "out of memory: " + e.getMessage();
                    case ShoalException e -> String.valueOf(e.getMessage());
                    default -> thrown.toString();
                };
        return now.isBefore(deadline) ? what : "its time was up: " + what;
    }

    /// How long to wait before the next attempt, after `attempt` of them.
    public static Duration pause(int attempt) {
        return FIRST_WAIT.multipliedBy(1L << Math.clamp(2L * (attempt - 1), 0, MOST_DOUBLINGS));
    }

    /// The end of something that `attempts` invocations tried in vain. Those that left no word were
    /// lost.
    public static String postMortem(int attempts, List<String> mishaps) {
        int lost = Math.max(0, attempts - mishaps.size());
        StringBuilder text = new StringBuilder("given up after %d attempts.".formatted(attempts));
        if (lost > 0) {
            text.append(
                    (" lost: %d of them ended without a word (killed, out of memory, or past their"
                                    + " deadline).")
                            .formatted(lost));
        }
        mishaps.forEach(mishap -> text.append("\n- ").append(mishap));
        return text.toString();
    }
}
