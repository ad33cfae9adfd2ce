package dev.shoal.endurance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// What an ordeal came to, as a table and as CSV.
final class Figures {
    private final Map<String, String> all = new LinkedHashMap<>();

    Figures add(String name, Object value) {
        all.put(name, String.valueOf(value));
        return this;
    }

    String table() {
        return all.entrySet().stream()
                .map(each -> "%-28s %14s".formatted(each.getKey(), each.getValue()))
                .collect(Collectors.joining("\n"));
    }

    /// Returns the file.
    Path csv(Path folder, String name, Iterable<Check> checks) throws IOException {
        StringBuilder csv = new StringBuilder("what,value\n");
        all.forEach((what, value) -> csv.append(line(what, value)));
        checks.forEach(check -> csv.append(line(check.what(), check.holds() ? "ok" : "FAIL")));
        Path file = Files.createDirectories(folder).resolve(name + ".csv");
        return Files.writeString(file, csv);
    }

    private static String line(String what, String value) {
        return "\"%s\",\"%s\"\n".formatted(what.replace("\"", "'"), value);
    }
}
