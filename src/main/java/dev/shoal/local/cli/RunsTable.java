package dev.shoal.local.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Runs, one a line.
final class RunsTable {

    private static final int GOAL = 50;
    private static final String ROW = "%-26s  %-9s  %5s  %6s  %6s  %9s  %s";

    private RunsTable() {}

    static List<String> of(List<RunStatus> runs, Instant now) {
        if (runs.isEmpty()) {
            return List.of("no runs yet");
        }
        List<String> lines = new ArrayList<>();
        lines.add(ROW.formatted("ID", "STATE", "CYCLE", "LANDED", "FAILED", "TIME", "GOAL"));
        for (RunStatus run : runs) {
            lines.add(
                    ROW.formatted(
                            run.id(),
                            run.state(),
                            run.cycle(),
                            run.landings(),
                            run.tasks("failed"),
                            Words.time(run.elapsed(now)),
                            Words.line(run.goal(), GOAL)));
        }
        return lines;
    }
}
