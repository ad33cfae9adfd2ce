package dev.shoal.agent;

import org.jspecify.annotations.Nullable;

/// Notices an agent that makes the same call over and over and always gets the same result.
final class Repetition {
    private static final int MOST = 8;

    private @Nullable String last;
    private int times;

    /// True from the eighth time in a row on.
    boolean isTooMuch(ToolCall call, String result) {
        String now = call.name() + '\n' + call.arguments() + '\n' + result;
        times = now.equals(last) ? times + 1 : 1;
        last = now;
        return times >= MOST;
    }
}
