package dev.shoal.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What an agent is told about what it has left: once when it begins, and then with the results of
/// its calls, nothing as long as there is plenty.
final class Notice {
    private static final int FEW_TURNS = 5;

    private Notice() {}

    /// For the end of the brief, whatever the role.
    static String atStart(int turns, Term term) {
        return """
                [This session: %d turns at most (each reply is one, and may hold several tool calls), and about %s \
                from its beginning. You are told when either gets scarce.]"""
                .formatted(turns, rounded(term.left()));
    }

    static String of(int turnsLeft, Term term, boolean allowanceScarce) {
        List<String> parts = new ArrayList<>();
        if (turnsLeft <= FEW_TURNS) {
            parts.add(turnsLeft == 1 ? "this is your last reply" : turnsLeft + " replies left");
        }
        if (term.isScarce()) {
            parts.add("about " + rounded(term.left()) + " left in this session");
        }
        if (allowanceScarce) {
            parts.add("the run's allowance is nearly used up: come to an end");
        }
        return parts.isEmpty() ? "" : "[" + String.join("; ", parts) + "]";
    }

    private static String rounded(Duration left) {
        long seconds = Math.max(0, left.toSeconds());
        return seconds < 90 ? seconds + " s" : (seconds + 30) / 60 + " minutes";
    }
}
