package dev.shoal.trunk;

import dev.shoal.run.Refused;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/// Looks for a regular expression, one file in memory at a time. Binary and very large files are
/// passed over.
final class Search {
    private static final int MOST_LINE = 10_000;
    private static final int MOST_SHOWN = 400;
    private static final int MOST_PATTERN = 2_000;
    private static final long MOST_LOOKS = 5_000_000_000L;

    private final Reading reading;
    private final ObjectReader reader;
    private final Pattern pattern;
    private final int most;
    private final List<Hit> hits = new ArrayList<>();
    private long looksLeft = MOST_LOOKS;

    Search(ObjectReader reader, String regex, int most) {
        this.reader = reader;
        this.reading = new Reading(reader);
        this.pattern = compile(regex);
        this.most = most;
    }

    private static Pattern compile(String regex) {
        if (regex.length() > MOST_PATTERN) {
            throw new Refused("pattern", "longer than %d characters".formatted(MOST_PATTERN));
        }
        try {
            return Pattern.compile(regex);
        } catch (StackOverflowError e) {
            throw new Refused("pattern", "the regular expression is nested too deeply");
        } catch (PatternSyntaxException e) {
            throw new Refused("pattern", "not a regular expression: " + e.getDescription());
        }
    }

    List<Hit> below(RepoPath path, @Nullable RawEntry entry) {
        if (entry == null) {
            throw new Refused("path", "there is nothing at '%s'".formatted(path));
        }
        entry(path.value(), entry);
        return hits;
    }

    private void entry(String path, RawEntry entry) {
        if (hits.size() >= most) {
            return;
        }
        if (entry.isTree()) {
            String prefix = path.isEmpty() ? "" : path + "/";
            Level.read(reader, entry.id())
                    .entries()
                    .forEach((key, child) -> entry(prefix + Level.text(key), child));
        } else if (entry.isFile()) {
            file(path, entry.id());
        }
    }

    private void file(String path, ObjectId blob) {
        if (reading.size(blob) > Trees.MOST_TEXT) {
            return;
        }
        byte[] bytes = reading.bytes(blob);
        if (Trees.isBinary(bytes)) {
            return;
        }
        int number = 0;
        for (String line :
                (Iterable<String>) new String(bytes, StandardCharsets.UTF_8).lines()::iterator) {
            number++;
            if (hits.size() < most && finds(line)) {
                hits.add(
                        new Hit(
                                path,
                                number,
                                line.length() > MOST_SHOWN ? line.substring(0, MOST_SHOWN) : line));
            }
        }
    }

    private boolean finds(String line) {
        String part = line.length() > MOST_LINE ? line.substring(0, MOST_LINE) : line;
        Patience patience = new Patience(part, looksLeft);
        try {
            return pattern.matcher(patience).find();
        } catch (StackOverflowError e) {
            throw tooLong();
        } finally {
            looksLeft -= patience.looks;
        }
    }

    private static Refused tooLong() {
        return new Refused(
                "pattern",
                "the regular expression takes too long; make it simpler, or name a folder");
    }

    /// A text that can be looked at only so often, so that an expression with runaway backtracking
    /// ends.
    private static final class Patience implements CharSequence {
        private static final long MOST_IN_A_LINE = 5_000_000;
        private final String text;
        private final long most;
        private long looks;

        Patience(String text, long most) {
            this.text = text;
            this.most = Math.min(most, MOST_IN_A_LINE);
        }

        @Override
        public char charAt(int index) {
            if (++looks > most) {
                throw tooLong();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
