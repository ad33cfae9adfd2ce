package dev.shoal.work;

import dev.shoal.agent.Workspace;
import dev.shoal.run.Cut;
import dev.shoal.run.Refused;
import dev.shoal.trunk.RepoPath;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds failures in the output of compilers, linters and test runners, whatever the language: a
/// line with a word for failure and a file of the workspace, in the line itself or next to it.
final class SymptomReader {
    private static final int MOST_LINES = 4_000;
    private static final int LONGEST_LINE = 400;
    private static final int LONGEST_ERROR = 200;

    /// How deep the scratch folders of commands may lie.
    private static final int MOST_FOLDERS = 24;

    /// Some tell the file after the error (Rust), some before it (Python).
    private static final int[] NEIGHBOURS = {1, 2, -1, -2, -3};

    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;?]*[ -/]*[@-~]");
    private static final Pattern FAILURE =
            Pattern.compile(
                    "(?i)error|exception|fatal|panic|fail|undefined|unresolved|undeclared|cannot"
                            + "|can't|could not|not found|no such|expected|invalid|assert");
    private static final Pattern WARNING = Pattern.compile("(?i)\\bwarn(ing)?\\b");
    private static final Pattern ERROR = Pattern.compile("(?i)\\berror\\b");

    /// What only says that something else failed.
    private static final Pattern ECHO =
            Pattern.compile("^\\s*(g?make(\\[\\d+])?:|ninja:|npm (ERR!|error)\\b).*");

    private static final Pattern FILE =
            Pattern.compile("[\\w@+./-]*\\w\\.\\w+|[\\w@+.-]*/[\\w@+./-]*\\w");
    private static final Pattern SYSTEM = Pattern.compile("^/(usr|lib|lib64|opt|etc|nix|bin)/.*");
    private static final Pattern TIME =
            Pattern.compile(
                    "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d([.,]\\d+)?)?(Z|[+-]\\d\\d:?\\d\\d)?");
    private static final Pattern HEX =
            Pattern.compile("\\b(0x[0-9a-fA-F]+|(?=[a-f-]*\\d)[0-9a-f][0-9a-f-]{7,})\\b");
    private static final Pattern NUMBER =
            Pattern.compile("(?<!\\w)\\d+([.:,]\\s*\\d+)*([mµun]?s|min|m|h|%|[kKMG]i?B|B)?(?!\\w)");
    private static final Pattern FOLDERS = Pattern.compile("(?<!\\w)/?([\\w@+.-]+/)+(?=[\\w@+.-])");

    private final Workspace workspace;

    SymptomReader(Workspace workspace) {
        this.workspace = workspace;
    }

    Optional<Symptom> first(String output) {
        List<String> lines =
                COLOUR.matcher(output)
                        .replaceAll("")
                        .lines()
                        .limit(MOST_LINES)
                        .map(
                                line ->
                                        line.length() > LONGEST_LINE
                                                ? line.substring(0, LONGEST_LINE)
                                                : line)
                        .toList();
        return lines.stream()
                .filter(line -> !ECHO.matcher(line).matches())
                .flatMap(line -> place(line).filter(found -> isFailure(found.rest())).stream())
                .filter(found -> workspace.isUntouched(found.file()))
                .map(found -> symptom(found.file(), found.rest()))
                .findFirst()
                .or(() -> nextToFiles(lines));
    }

    /// The errors whose file is in a line nearby.
    private Optional<Symptom> nextToFiles(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (isFailure(line) && !ECHO.matcher(line).matches() && place(line).isEmpty()) {
                Optional<Symptom> found = near(lines, i).map(file -> symptom(file, line));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<RepoPath> near(List<String> lines, int line) {
        for (int step : NEIGHBOURS) {
            int other = line + step;
            if (other >= 0 && other < lines.size()) {
                Optional<Place> place = place(lines.get(other));
                if (place.isPresent()) {
                    return place.map(Place::file).filter(workspace::isUntouched);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isFailure(String text) {
        return FAILURE.matcher(text).find()
                && (!WARNING.matcher(text).find() || ERROR.matcher(text).find());
    }

    /// A file of the workspace, and the line without it.
    private record Place(RepoPath file, String rest) {}

    private Optional<Place> place(String line) {
        Matcher matcher = FILE.matcher(line);
        while (matcher.find()) {
            Optional<RepoPath> file = file(matcher.group());
            if (file.isPresent()) {
                String rest = line.substring(0, matcher.start()) + line.substring(matcher.end());
                return Optional.of(new Place(file.get(), rest));
            }
        }
        return Optional.empty();
    }

    /// The longest end of what was named that is a file: commands run in scratch folders.
    private Optional<RepoPath> file(String named) {
        if (SYSTEM.matcher(named).matches()) {
            return Optional.empty();
        }
        String rest = named.startsWith("./") ? named.substring(2) : named;
        for (int folders = 0; folders < MOST_FOLDERS && !rest.isEmpty(); folders++) {
            Optional<RepoPath> path = parsed(rest).filter(workspace::isFile);
            if (path.isPresent()) {
                return path;
            }
            int slash = rest.indexOf('/');
            rest = slash < 0 ? "" : rest.substring(slash + 1);
        }
        return Optional.empty();
    }

    private static Optional<RepoPath> parsed(String path) {
        try {
            return Optional.of(RepoPath.parse(path));
        } catch (Refused e) {
            return Optional.empty();
        }
    }

    private static Symptom symptom(RepoPath file, String error) {
        String text = FOLDERS.matcher(error).replaceAll("");
        text = TIME.matcher(text).replaceAll("#");
        text = HEX.matcher(text).replaceAll("#");
        text = NUMBER.matcher(text).replaceAll("#");
        text = text.replaceAll("\\s+", " ").replaceAll("^[\\s:,;#()\\[\\]-]+", "").strip();
        return new Symptom(file.value(), Cut.toKeep(text, LONGEST_ERROR).replaceAll("\\s+", " "));
    }
}
