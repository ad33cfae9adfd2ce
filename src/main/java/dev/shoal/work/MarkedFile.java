package dev.shoal.work;

import dev.shoal.run.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
        return IntStream.range(0, parts.size())
                .filter(i -> parts.get(i) instanceof Part.Conflict)
                .mapToObj(this::excerpt)
                .collect(Collectors.joining("\n"));
    }

    private String excerpt(int at) {
        Part.Conflict conflict = (Part.Conflict) parts.get(at);
        List<String> before = lines(parts.subList(0, at));
        List<String> after = lines(parts.subList(at + 1, parts.size()));
        return "[conflict %d]\n%s%s%s"
                .formatted(
                        conflict.number(),
                        String.join(
                                "",
                                before.subList(
                                        Math.max(0, before.size() - CONTEXT), before.size())),
                        conflict.text(),
                        String.join("", after.subList(0, Math.min(CONTEXT, after.size()))));
    }

    private static List<String> lines(List<Part> parts) {
        return lines(parts.stream().map(Part::text).collect(Collectors.joining()));
    }

    /// Each with its end, so that joined they are the text.
    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : LINE_END.splitAsStream(text).toList();
    }
}
