package dev.shoal.judge;

import dev.shoal.run.Cut;
import dev.shoal.run.Fingerprint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What those who worked on a cycle found worth knowing for whoever comes after: the lines of their
/// handoffs that begin with `Learnt:` (the prompts ask for it) or a word like it. What several say
/// is told once.
final class Lessons {
    private static final int MOST = 40;
    private static final int LONGEST = 300;
    private static final Pattern LESSON =
            Pattern.compile(
                    "[\\s>#*-]*\\**(learnt|learned|lesson|finding|concern|advice|caution)s?\\**\\s*:\\**\\s*(\\S.*)",
                    Pattern.CASE_INSENSITIVE);

    private final List<String> all = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private int left;

    void hear(String handoff) {
        for (String line : handoff.lines().toList()) {
            Matcher matcher = LESSON.matcher(line);
            if (matcher.matches()) {
                add(matcher.group(2).strip());
            }
        }
    }

    private void add(String lesson) {
        String plain = lesson.toLowerCase(Locale.ROOT).replaceAll("[\\s.!]+$", "");
        if (!known.add(Fingerprint.of(plain))) {
            return;
        }
        if (all.size() < MOST) {
            all.add("- " + Cut.middle(lesson, LONGEST).replaceAll("\\s+", " "));
        } else {
            left++;
        }
    }

    /// A line each; empty if there are none.
    String told() {
        return String.join("\n", all) + (left > 0 ? "\n- and %d more".formatted(left) : "");
    }
}
