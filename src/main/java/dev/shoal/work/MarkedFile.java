package dev.shoal.work;

import dev.shoal.run.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The text of a conflicted file, cut into what is settled and its conflicts, which are numbered
/// from 1 and keep their number.
record MarkedFile(List<Part> parts) {
    /// Lines of settled text shown around each conflict of a long file.
    private static final int CONTEXT = 12;

    private static final String BEGIN = "<<<<<<< ours (landed)";
    private static final String MIDDLE = "||||||| base";
    private static final String END = ">>>>>>> theirs (this task)";

    private static final Pattern LINE_END = Pattern.compile("(?<=\n)");

    MarkedFile {
        parts = List.copyOf(parts);
    }

    sealed interface Part {
        String text();

        record Plain(String text) implements Part {}

        record Conflict(int number, String text) implements Part {}
    }

    /// `markers` as [dev.shoal.trunk.ConflictedFile] gives them.
    static MarkedFile of(String markers) {
        List<Part> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        boolean inside = false;
        int number = 0;
        for (String line : lines(markers)) {
            if (!inside && line.stripTrailing().equals(BEGIN)) {
                parts.add(new Part.Plain(text.toString()));
                text.setLength(0);
                inside = true;
            }
            text.append(line);
            if (inside && line.stripTrailing().equals(END)) {
                parts.add(new Part.Conflict(++number, text.toString()));
                text.setLength(0);
                inside = false;
            }
        }
        parts.add(new Part.Plain(text.toString()));
        return new MarkedFile(parts);
    }

    static boolean isMarker(String line) {
        return List.of(BEGIN, MIDDLE, END).contains(line.stripTrailing());
    }

    /// The numbers of the conflicts that are left.
    List<Integer> left() {
        return parts.stream()
                .flatMap(p -> p instanceof Part.Conflict c ? Stream.of(c.number()) : Stream.of())
                .toList();
    }

    /// The same with `content` in place of conflict `number`.
    MarkedFile settled(int number, String content) {
        if (!left().contains(number)) {
            throw new Refused(
                    "conflict", "there is no conflict %d; left are %s".formatted(number, left()));
        }
        String lines = content.isEmpty() || content.endsWith("\n") ? content : content + "\n";
        return new MarkedFile(
                parts.stream()
                        .map(
                                p ->
                                        p instanceof Part.Conflict(int n, String t) && n == number
                                                ? new Part.Plain(lines)
                                                : p)
                        .toList());
    }

    String text() {
        return parts.stream().map(Part::text).collect(Collectors.joining());
    }

    /// Only the conflicts that are left, with some lines around each.
    String excerpts() {
        List<String> all = lines(text());
        List<String> shown = new ArrayList<>();
        int begin = 0;
        for (Part part : parts) {
            int end = begin + lines(part.text()).size();
            if (part instanceof Part.Conflict conflict) {
                int from = Math.max(0, begin - CONTEXT);
                int to = Math.min(all.size(), end + CONTEXT);
                String text = String.join("", all.subList(from, to));
                shown.add("[conflict %d]\n%s".formatted(conflict.number(), text));
            }
            begin = end;
        }
        return String.join("\n", shown);
    }

    /// Each with its end, so that joined they are the text.
    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : LINE_END.splitAsStream(text).toList();
    }
}
