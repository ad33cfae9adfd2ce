package dev.shoal.local.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a run came to, and what its user can do now.
final class Summary {

    private Summary() {}

    static List<String> of(RunStatus run, String elapsed) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "%s after %s: %s, %s, %d failed, %s settled, %s tokens, %s"
                        .formatted(
                                run.state(),
                                elapsed,
                                Words.some(run.cycle(), "cycle"),
                                Words.some(run.landings(), "landing"),
                                run.tasks("failed"),
                                Words.some(run.conflicts(), "conflict"),
                                Words.count(run.tokens()),
                                Words.usd(run.usd())));
        if (!run.isComplete() && !run.reason().isEmpty()) {
            lines.add("why: " + run.reason());
        }
        run.verdict().ifPresent(verdict -> lines.add("the judge's last word: " + verdict));
        lines.add("");
        lines.addAll(next(run));
        return lines;
    }

    private static List<String> next(RunStatus run) {
        if (run.landings() == 0) {
            return List.of("Nothing landed, so there is no branch " + run.target() + ".");
        }
        String where = run.target() + " of " + run.repository();
        if (!run.isDelivered()) {
            return List.of(
                    "Not all of it is on branch %s yet (%d of %d landings); a running server goes on mirroring."
                            .formatted(where, run.mirrored(), run.landings()));
        }
        List<String> lines = new ArrayList<>();
        lines.add("The result is branch " + where);
        lines.add("  look at it:   " + log(run));
        if (!run.isComplete()) {
            lines.add(
                    "  go on from it: ./shoal run --repo %s --branch %s --goal ..."
                            .formatted(run.repository(), run.target()));
        }
        return lines;
    }

    private static String log(RunStatus run) {
        URI uri = URI.create(run.repository());
        if ("file".equals(uri.getScheme())) {
            return "git -C %s log --stat %s".formatted(quoted(Path.of(uri)), run.target());
        }
        return "git fetch %s %s && git log --stat FETCH_HEAD"
                .formatted(run.repository(), run.target());
    }

    private static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[\\w./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
