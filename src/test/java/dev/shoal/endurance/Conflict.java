package dev.shoal.endurance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Settles conflicts of lines that both sides added: keeps all of them.
final class Conflict {
    private static final Pattern LISTED = Pattern.compile("(?m)^- (\\S+)$");

    private Conflict() {}

    /// The files in conflict that a reconciler's brief names.
    static List<String> paths(String brief) {
        int from = brief.indexOf("## Files in conflict");
        int to = brief.indexOf("\n## ", from + 1);
        return LISTED.matcher(brief.substring(from, to < 0 ? brief.length() : to))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    /// A file with diff3 markers, with each side's lines in place of the conflict.
    static String both(String markers) {
        List<String> merged = new ArrayList<>();
        Set<String> sides = new LinkedHashSet<>();
        boolean inside = false;
        boolean base = false;
        for (String line : markers.lines().toList()) {
            if (line.startsWith("<<<<<<<")) {
                inside = true;
            } else if (line.startsWith("|||||||")) {
                base = true;
            } else if (line.startsWith("=======") && inside) {
                base = false;
            } else if (line.startsWith(">>>>>>>")) {
                merged.addAll(sides);
                sides.clear();
                inside = false;
            } else if (!inside) {
                merged.add(line);
            } else if (!base) {
                sides.add(line);
            }
        }
        return String.join("\n", merged) + "\n";
    }
}
