package dev.shoal.judge;

import dev.shoal.run.Cut;
import java.util.Locale;

/// What the judge decided at the end of a cycle.
public sealed interface Verdict {
    String reason();

    /// What the judge calls it: `continue`.
    default String label() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /// As stores keep it: over-long texts are cut in the middle and say so.
    default Verdict toKeep() {
        return switch (this) {
            case Complete(var reason) -> new Complete(Cut.toKeep(reason));
            case Continue(var reason, var guidance) ->
                    new Continue(Cut.toKeep(reason), Cut.toKeep(guidance));
            case Abandon(var reason) -> new Abandon(Cut.toKeep(reason));
        };
    }

    record Complete(String reason) implements Verdict {}

    /// Another cycle, whose root planner reads `guidance`.
    record Continue(String reason, String guidance) implements Verdict {}

    record Abandon(String reason) implements Verdict {}
}
