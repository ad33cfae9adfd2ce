package dev.shoal.agent;

import dev.shoal.agent.Tool.Parameter;
import dev.shoal.agent.Tool.Reply.Answer;
import dev.shoal.agent.Tool.Type;
import dev.shoal.run.Refused;
import dev.shoal.trunk.Content;
import dev.shoal.trunk.RepoPath;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The tools that every role has: functions on the tree of a workspace.
public final class ReadingTools {
    private static final int MOST_ENTRIES = 2_000;
    private static final int MOST_HITS = 200;
    private static final int MOST_LINES = 2_000;

    private final Workspace workspace;

    private ReadingTools(Workspace workspace) {
        this.workspace = workspace;
    }

    public static <R> List<Tool<R>> of(Workspace workspace) {
        ReadingTools tools = new ReadingTools(workspace);
        return List.of(tools.listFiles(), tools.readFile(), tools.search());
    }

    private <R> Tool<R> listFiles() {
        return new Tool<>(
                "list_files",
                "Lists the files and folders below a folder of the repository.",
                List.of(
                        new Parameter(
                                "path",
                                Type.STRING,
                                "folder; default: the whole repository",
                                false),
                        new Parameter(
                                "depth", Type.INTEGER, "how many levels deep; default 2", false)),
                arguments ->
                        new Answer<>(
                                list(
                                        arguments.optionalString("path").orElse(""),
                                        arguments.integer("depth").orElse(2))));
    }

    private String list(String path, int depth) {
        if (depth < 1) {
            throw new Refused("depth", "depth must be at least 1");
        }
        var entries = workspace.trees().list(workspace.tree(), RepoPath.directory(path), depth);
        String shown =
                entries.stream()
                        .limit(MOST_ENTRIES)
                        .map(entry -> entry.describe())
                        .collect(Collectors.joining("\n"));
        return entries.size() <= MOST_ENTRIES
                ? shown
                : shown + "\n[%d more; name a folder]".formatted(entries.size() - MOST_ENTRIES);
    }

    private <R> Tool<R> readFile() {
        return new Tool<>(
                "read_file",
                "Reads a text file, or the lines start_line to end_line of it (from 1, inclusive).",
                List.of(
                        new Parameter("path", Type.STRING, "the file", true),
                        new Parameter("start_line", Type.INTEGER, "first line; default 1", false),
                        new Parameter("end_line", Type.INTEGER, "last line", false)),
                arguments ->
                        new Answer<>(
                                read(
                                        arguments.string("path"),
                                        arguments.integer("start_line").orElse(1),
                                        arguments.integer("end_line").orElse(Integer.MAX_VALUE))));
    }

    private String read(String path, int start, int end) {
        return switch (workspace.trees().read(workspace.tree(), RepoPath.parse(path))) {
            case Content.Text text -> lines(text.content(), start, end);
            case Content.Binary binary ->
                    throw new Refused(
                            "path",
                            "%s is a binary file of %d bytes".formatted(path, binary.size()));
            case Content.Symlink link -> "symbolic link to " + link.target();
            case Content.Submodule module -> "submodule at commit " + module.commit();
            case Content.Directory directory ->
                    throw new Refused("path", path + " is a folder; use list_files");
            case Content.Missing missing -> throw new Refused("path", "there is no file " + path);
        };
    }

    private static String lines(String content, int start, int end) {
        List<String> lines = content.lines().toList();
        if (start <= 1 && end >= lines.size() && lines.size() <= MOST_LINES) {
            return content.isEmpty() ? "[the file is empty]" : content;
        }
        int from = Math.max(start, 1);
        int to = Math.min(Math.min(end, lines.size()), from + MOST_LINES - 1);
        if (from > lines.size() || to < from) {
            throw new Refused("start_line", "the file has %d lines".formatted(lines.size()));
        }
        String part =
                IntStream.range(from - 1, to)
                        .mapToObj(lines::get)
                        .collect(Collectors.joining("\n"));
        return part + "\n[lines %d to %d of %d]".formatted(from, to, lines.size());
    }

    private <R> Tool<R> search() {
        return new Tool<>(
                "search",
                "Searches text files for a regular expression (Java syntax). Answers path:line: text.",
                List.of(
                        new Parameter("pattern", Type.STRING, "the regular expression", true),
                        new Parameter(
                                "path", Type.STRING, "folder or file; default: everything", false)),
                arguments ->
                        new Answer<>(
                                hits(
                                        arguments.string("pattern"),
                                        arguments.optionalString("path").orElse(""))));
    }

    private String hits(String pattern, String path) {
        var hits =
                workspace
                        .trees()
                        .search(workspace.tree(), pattern, RepoPath.directory(path), MOST_HITS);
        String shown =
                hits.stream()
                        .map(hit -> "%s:%d: %s".formatted(hit.path(), hit.line(), hit.text()))
                        .collect(Collectors.joining("\n"));
        if (hits.isEmpty()) {
            return "nothing found";
        }
        return hits.size() < MOST_HITS
                ? shown
                : shown + "\n[only the first %d]".formatted(MOST_HITS);
    }
}
