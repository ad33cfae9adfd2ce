package dev.shoal.endurance;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is to be done: tasks numbered from 1, an equal share in each cycle, of several kinds.
record Workload(int tasks, int cycles) {

    private static final int SHELF = 100;
    private static final Pattern TITLE = Pattern.compile("task (\\d{5}) try (\\d+)");
    private static final Pattern RANGE = Pattern.compile("tasks (\\d{5})-(\\d{5})");

    enum Kind {
        /// Writes a file of its own.
        PLAIN,
        /// Adds a line where others add theirs at the same time, so that conflicts arise.
        SHARED,
        /// Finds nothing to do.
        NOTHING,
        /// Fails the first time, and has to be planned again.
        FAILS_FIRST,
        /// Writes its file by a command in the sandbox.
        COMMAND,
        /// Takes many slow turns, more than one leg has time for.
        LONG
    }

    /// The numbers `from` to `to`, both included.
    record Span(int from, int to) {
        int size() {
            return to - from + 1;
        }

        String scope() {
            return "tasks %05d-%05d".formatted(from, to);
        }

        static Optional<Span> of(String scope) {
            Matcher found = RANGE.matcher(scope);
            return found.matches()
                    ? Optional.of(
                            new Span(
                                    Integer.parseInt(found.group(1)),
                                    Integer.parseInt(found.group(2))))
                    : Optional.empty();
        }
    }

    /// One attempt at one of them, as a planner publishes it.
    record Try(int number, int count) {
        String title() {
            return "task %05d try %d".formatted(number, count);
        }

        Try again() {
            return new Try(number, count + 1);
        }

        static Optional<Try> of(String title) {
            Matcher found = TITLE.matcher(title);
            return found.matches()
                    ? Optional.of(
                            new Try(
                                    Integer.parseInt(found.group(1)),
                                    Integer.parseInt(found.group(2))))
                    : Optional.empty();
        }
    }

    static Pattern titles() {
        return TITLE;
    }

    Span cycle(int cycle) {
        return new Span(tasks * (cycle - 1) / cycles + 1, tasks * cycle / cycles);
    }

    static Kind kind(int number) {
        if (number % 10 == 3) {
            return Kind.SHARED;
        }
        if (number % 20 == 7) {
            return Kind.NOTHING;
        }
        if (number % 20 == 11) {
            return Kind.FAILS_FIRST;
        }
        if (number % 50 == 14) {
            return Kind.COMMAND;
        }
        return number % 50 == 29 ? Kind.LONG : Kind.PLAIN;
    }

    /// The file that this task changes.
    static String path(int number) {
        return kind(number) == Kind.SHARED
                ? shared(number / SHELF)
                : "work/%03d/%05d.txt".formatted(number / SHELF, number);
    }

    static String shared(int shelf) {
        return "shared/%03d.txt".formatted(shelf);
    }

    int shelves() {
        return tasks / SHELF + 1;
    }

    /// The line that its file has once it is done.
    static String line(int number) {
        return "task %05d was here".formatted(number);
    }
}
