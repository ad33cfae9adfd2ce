package dev.shoal.endurance;

import dev.shoal.endurance.Workload.Span;
import dev.shoal.endurance.Workload.Try;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Plays the model in every role. It remembers nothing: all that it knows is in the request, as
/// with a real model, so an agent that was killed and starts again does the right thing only if
/// Shoal tells it what there is.
final class Player {
    private static final int LEAF = 40;
    private static final int BRANCHES = 8;
    private static final int AT_ONCE = 10;
    private static final int MOST_TRIES = 8;
    private static final int LONG_PARTS = 12;
    private static final Pattern THROUGH = Pattern.compile("published through (\\d{5})");
    private static final Pattern SCOPES = Pattern.compile("tasks (\\d{5})-\\d{5}");
    private static final Pattern FAILED =
            Pattern.compile("### \\S+: (" + Workload.titles().pattern() + ") \\(failed\\)");
    private static final Pattern PARTS = Pattern.compile("parts up to (\\d+) are written");

    private final Workload workload;
    private final Duration slow;

    /// `slow` is how long each turn of a long task takes.
    Player(Workload workload, Duration slow) {
        this.workload = workload;
        this.slow = slow;
    }

    Saying next(Talk talk) {
        return switch (talk.header("Role")) {
            case "planner" -> planner(talk);
            case "worker" -> worker(talk);
            case "reconciler" -> reconciler(talk);
            case "judge" -> judge(talk);
            default -> Saying.text("I do not know who I am.");
        };
    }

    private Saying planner(Talk talk) {
        Span span =
                Span.of(talk.header("Scope"))
                        .orElseGet(() -> workload.cycle(Integer.parseInt(talk.header("Cycle"))));
        return span.size() > LEAF ? delegates(talk, span) : publishes(talk, span);
    }

    private static Saying delegates(Talk talk, Span span) {
        int step = Math.max(LEAF, (span.size() + BRANCHES - 1) / BRANCHES);
        int through = through(talk, SCOPES, span);
        List<Saying.Call> calls =
                IntStream.iterate(span.from(), from -> from <= span.to(), from -> from + step)
                        .filter(from -> from > through)
                        .mapToObj(from -> new Span(from, Math.min(span.to(), from + step - 1)))
                        .map(s -> spawn(s.scope()))
                        .limit(AT_ONCE)
                        .toList();
        return said(talk, through, calls);
    }

    private static Saying.Call spawn(String scope) {
        return Saying.Call.of(
                "spawn_planner", Map.of("scope", scope, "instructions", "Plan these."));
    }

    private static Saying publishes(Talk talk, Span span) {
        int through = through(talk, Workload.titles(), span);
        List<Saying.Call> calls = new ArrayList<>();
        again(talk).forEach(t -> calls.add(create(t)));
        IntStream.rangeClosed(Math.max(span.from(), through + 1), span.to())
                .limit(AT_ONCE)
                .forEach(n -> calls.add(create(new Try(n, 1))));
        return said(talk, through, calls);
    }

    private static Saying.Call create(Try t) {
        return Saying.Call.of(
                "create_task",
                Map.of(
                        "title",
                        t.title(),
                        "instructions",
                        "Write the line \"%s\" into %s."
                                .formatted(Workload.line(t.number()), Workload.path(t.number()))));
    }

    /// What failed, and has not been planned again yet.
    private static List<Try> again(Talk talk) {
        Set<Try> next = new LinkedHashSet<>();
        Matcher failed = FAILED.matcher(talk.brief());
        while (failed.find()) {
            Try.of(failed.group(1))
                    .map(Try::again)
                    .filter(t -> t.count() <= MOST_TRIES && !talk.brief().contains(t.title()))
                    .filter(t -> talk.worked("create_task", "title", t.title()).isEmpty())
                    .ifPresent(next::add);
        }
        return List.copyOf(next);
    }

    /// The highest number that is known to be published: children are made in order. Who is asked
    /// for notes is told of calls that perhaps were not carried out, and does not count them.
    private static int through(Talk talk, Pattern children, Span span) {
        String brief = talk.brief();
        int story = brief.indexOf("## What you did since");
        String told = brief.substring(brief.indexOf("\n\n"), story < 0 ? brief.length() : story);
        return Math.max(highest(THROUGH, told, span), highest(children, told, talk, span));
    }

    private static int highest(Pattern children, String told, Talk talk, Span span) {
        String created =
                String.join(
                        "\n",
                        talk.made().stream()
                                .filter(Talk.Made::worked)
                                .map(m -> m.argument("title") + "\n" + m.argument("scope"))
                                .toList());
        return highest(children, told + "\n" + created, span);
    }

    private static int highest(Pattern pattern, String text, Span span) {
        return pattern.matcher(text)
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .filter(n -> n >= span.from() && n <= span.to())
                .max()
                .orElse(0);
    }

    private static Saying said(Talk talk, int through, List<Saying.Call> calls) {
        String known = "published through %05d".formatted(through);
        if (!talk.tools()) {
            return Saying.text(known);
        }
        if (!calls.isEmpty()) {
            return Saying.calls(known, calls);
        }
        boolean waits =
                !talk.wasRefused("finish_planning")
                        && (!talk.made().isEmpty() || talk.brief().contains("## Still open"));
        return Saying.call(known, "finish_planning", Map.of("summary", known, "done", !waits));
    }

    private Saying worker(Talk talk) {
        return Try.of(talk.header("Task"))
                .map(t -> worker(talk, t))
                .orElseGet(() -> finish("failed", "I was not told what to do."));
    }

    private Saying worker(Talk talk, Try t) {
        int n = t.number();
        return switch (Workload.kind(n)) {
            case PLAIN -> writes(talk, n);
            case NOTHING -> finish("done", "Nothing had to change.");
            case FAILS_FIRST -> t.count() == 1 ? finish("failed", "Try again.") : writes(talk, n);
            case SHARED -> adds(talk, n);
            case COMMAND -> commands(talk, n);
            case LONG -> isLong(talk, n);
        };
    }

    private static Saying writes(Talk talk, int n) {
        String path = Workload.path(n);
        return talk.worked("write_file", "path", path).isPresent()
                ? finish("done", "Wrote " + path)
                : write(path, Workload.line(n) + "\n");
    }

    private static Saying write(String path, String content) {
        return Saying.call("Writing.", "write_file", Map.of("path", path, "content", content));
    }

    /// Looks first: a leg that was begun by somebody else may have done it.
    private static Saying adds(Talk talk, int n) {
        String path = Workload.path(n);
        var seen = talk.worked("read_file", "path", path);
        if (talk.worked("edit_file", "path", path).isPresent()
                || seen.filter(s -> s.result().contains(Workload.line(n))).isPresent()) {
            return finish("done", "Added a line to " + path);
        }
        return seen.isEmpty()
                ? Saying.call("Looking.", "read_file", Map.of("path", path))
                : Saying.call(
                        "Adding.",
                        "edit_file",
                        Map.of(
                                "path",
                                path,
                                "old_text",
                                "end\n",
                                "new_text",
                                Workload.line(n) + "\nend\n"));
    }

    private static Saying commands(Talk talk, int n) {
        String path = Workload.path(n);
        String command =
                "mkdir -p %s && echo '%s' > %s"
                        .formatted(
                                path.substring(0, path.lastIndexOf('/')), Workload.line(n), path);
        return talk.worked("run_command", "command", command)
                        .filter(made -> made.result().contains("exit code 0"))
                        .isPresent()
                ? finish("done", "A command wrote " + path)
                : Saying.call("Running.", "run_command", Map.of("command", command));
    }

    /// The notes of one leg tell the next where to go on.
    private Saying isLong(Talk talk, int n) {
        int noted =
                PARTS.matcher(talk.brief())
                        .results()
                        .mapToInt(found -> Integer.parseInt(found.group(1)))
                        .max()
                        .orElse(0);
        int part = noted + 1;
        while (talk.worked("write_file", "path", part(n, part)).isPresent()) {
            part++;
        }
        String notes = "parts up to %d are written".formatted(part - 1);
        if (!talk.tools()) {
            return Saying.text(notes);
        }
        if (part <= LONG_PARTS) {
            Map<String, String> arguments =
                    Map.of("path", part(n, part), "content", "part of %d\n".formatted(n));
            return Saying.call(notes, "write_file", arguments).after(slow);
        }
        return writes(talk, n);
    }

    private static String part(int n, int part) {
        return "long/%05d/%02d.txt".formatted(n, part);
    }

    private static Saying finish(String outcome, String handoff) {
        return Saying.call(
                "I am through.", "finish_task", Map.of("outcome", outcome, "handoff", handoff));
    }

    /// Keeps the lines of both sides.
    private static Saying reconciler(Talk talk) {
        for (String path : Conflict.paths(talk.brief())) {
            if (talk.worked("resolve", "path", path).isPresent()) {
                continue;
            }
            var read = talk.worked("read_conflict", "path", path);
            return read.isEmpty()
                    ? Saying.call("Reading.", "read_conflict", Map.of("path", path))
                    : Saying.call(
                            "Keeping both.",
                            "resolve",
                            Map.of("path", path, "content", Conflict.both(read.get().result())));
        }
        return Saying.call("Settled.", "finish_reconcile", Map.of("note", "kept both"));
    }

    private Saying judge(Talk talk) {
        if (talk.made().isEmpty()) {
            return Saying.call("Let me see.", "changes", Map.of());
        }
        boolean last = Integer.parseInt(talk.header("Cycle")) >= workload.cycles();
        return Saying.call(
                "That is my verdict.",
                "give_verdict",
                Map.of(
                        "decision", last ? "complete" : "continue",
                        "reason", last ? "All is there." : "There is more to do.",
                        "guidance", "Go on with the next share."));
    }
}
