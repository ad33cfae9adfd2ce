package dev.shoal.local.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How far a run is, as text: a block for terminals, a line for everything else.
final class ProgressView {

    private static final int BAR = 30;

    private final Palette palette;

    ProgressView(Palette palette) {
        this.palette = palette;
    }

    /// Lines of at most `width` visible characters.
    List<String> block(RunStatus run, Duration elapsed, int width) {
        List<String> lines = new ArrayList<>();
        String head = "%s, %s, %s".formatted(run.state(), cycle(run), Words.time(elapsed));
        lines.add(palette.bold(Words.line("run %s: %s".formatted(run.id(), head), width)));
        lines.add(Words.cut("plans   " + plans(run), width));
        lines.add(Words.cut("tasks   " + tasks(run), width));
        lines.add(bar(run, width));
        lines.add(Words.cut("trunk   " + trunk(run), width));
        lines.add(Words.cut("spent   " + spent(run), width));
        return lines;
    }

    /// What changes of it is all that makes a new line worth printing.
    String line(RunStatus run) {
        return "%s, %s | plans %s | tasks %s | %s | %s"
                .formatted(run.state(), cycle(run), plans(run), tasks(run), trunk(run), spent(run));
    }

    private static String cycle(RunStatus run) {
        return run.cycles() > 0
                ? "cycle %d of at most %d".formatted(run.cycle(), run.cycles())
                : "cycle " + run.cycle();
    }

    private static String plans(RunStatus run) {
        List<String> parts = new ArrayList<>();
        add(parts, run.plans("ready"), "ready");
        add(parts, run.plans("claimed"), "planning");
        add(parts, run.plans("waiting"), "waiting");
        add(parts, run.plans("done"), "done");
        add(parts, run.plans("failed"), "failed");
        return parts.isEmpty() ? "none yet" : String.join(", ", parts);
    }

    private static String tasks(RunStatus run) {
        List<String> parts = new ArrayList<>();
        add(parts, run.tasks("ready"), "ready");
        add(parts, run.tasks("claimed"), "in work");
        add(parts, run.tasks("landed"), "landed");
        add(parts, run.tasks("done"), "done without a change");
        add(parts, run.tasks("failed"), "failed");
        return parts.isEmpty() ? "none yet" : String.join(", ", parts);
    }

    private static void add(List<String> parts, long count, String state) {
        if (count > 0) {
            parts.add(count + " " + state);
        }
    }

    private String bar(RunStatus run, int width) {
        long all = run.tasks();
        long over = run.tasks("landed") + run.tasks("done") + run.tasks("failed");
        int room = Math.clamp(width - 24L, 5, BAR);
        int full = all == 0 ? 0 : (int) (room * over / all);
        String text = "%d of %d over".formatted(over, all);
        return "        %s%s %s"
                .formatted(
                        palette.good("━".repeat(full)), palette.dim("─".repeat(room - full)), text);
    }

    private static String trunk(RunStatus run) {
        return "%s, %d mirrored, %s settled"
                .formatted(
                        Words.some(run.landings(), "landing"),
                        run.mirrored(),
                        Words.some(run.conflicts(), "conflict"));
    }

    private static String spent(RunStatus run) {
        return "%s tokens (%s in, %s out), %s"
                .formatted(
                        Words.count(run.tokens()),
                        Words.count(run.inputTokens()),
                        Words.count(run.outputTokens()),
                        Words.usd(run.usd()));
    }
}
