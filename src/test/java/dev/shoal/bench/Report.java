package dev.shoal.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a benchmark saw, as a table. `about` says what was measured and on which storage.
record Report(String name, String about, List<String> columns, List<List<String>> rows) {

    /// For a benchmark whose table is one figure a line.
    static Report figures(String name, String about, List<Figure> figures) {
        return new Report(
                name,
                about,
                List.of("figure", "measured", "target"),
                figures.stream().map(f -> List.of(f.name(), f.measured(), f.target())).toList());
    }

    /// One line of [#figures]; a target may be empty.
    record Figure(String name, String measured, String target) {}

    String text() {
        List<Integer> widths = IntStream.range(0, columns.size()).map(this::width).boxed().toList();
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns);
        lines.add(widths.stream().map("-"::repeat).toList());
        lines.addAll(rows);
        String table =
                lines.stream()
                        .map(line -> padded(line, widths))
                        .collect(Collectors.joining(System.lineSeparator()));
        return "%n%s: %s%n%s%n".formatted(name, about, table);
    }

    private int width(int column) {
        return Stream.concat(Stream.of(columns), rows.stream())
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(0);
    }

    private static String padded(List<String> line, List<Integer> widths) {
        return IntStream.range(0, line.size())
                .mapToObj(i -> i == 0 ? left(line.get(i), widths.get(i)) : right(line, i, widths))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private static String left(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String right(List<String> line, int i, List<Integer> widths) {
        return " ".repeat(widths.get(i) - line.get(i).length()) + line.get(i);
    }

    /// Writes `<name>.csv`, with the machine in a column of each line.
    Path csv(Path folder, String machine) throws IOException {
        Stream<String> head = Stream.of(csv(columns, "machine"));
        Stream<String> body = rows.stream().map(row -> csv(row, machine));
        Files.createDirectories(folder);
        return Files.write(folder.resolve(name + ".csv"), Stream.concat(head, body).toList());
    }

    private static String csv(List<String> cells, String last) {
        return Stream.concat(cells.stream(), Stream.of(last))
                .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(","));
    }
}
