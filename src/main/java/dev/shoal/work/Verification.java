package dev.shoal.work;

import dev.shoal.run.Goal;
import dev.shoal.run.Run;
import dev.shoal.run.RunWatch;
import dev.shoal.sandbox.Sandbox;
import dev.shoal.trunk.TreeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Commands on a tree: those that agents ask for, and the run's own verify command.
@ApplicationScoped
public class Verification {
    private static final Duration MOST_RESERVE = Duration.ofSeconds(30);
    private static final int RESERVED_SHARE = 8;

    private final Sandbox sandbox;
    private final RunWatch watch;
    private final InstantSource clock;

    public Verification(Sandbox sandbox, RunWatch watch, InstantSource clock) {
        this.sandbox = sandbox;
        this.watch = watch;
        this.clock = clock;
    }

    /// Runs a command; it gets `timeout` at most, and leaves the caller time before its `deadline`.
    public Sandbox.Execution run(Run run, String scope, TreeId tree, Command command) {
        Duration left = left(command);
        Duration timeout = command.timeout().compareTo(left) < 0 ? command.timeout() : left;
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0) {
            timeout = Duration.ofSeconds(1);
        }
        return sandbox.run(
                new Sandbox.Job(
                        run.id(),
                        scope,
                        tree,
                        command.line(),
                        timeout,
                        () -> !watch.isRunning(run.id())));
    }

    /// What a command may take of what is left until the deadline: all but an eighth, or half a
    /// minute if that is less, so that short invocations have room for commands too.
    private Duration left(Command command) {
        Duration whole = Duration.between(clock.instant(), command.deadline());
        Duration share = whole.dividedBy(RESERVED_SHARE);
        return whole.minus(share.compareTo(MOST_RESERVE) < 0 ? share : MOST_RESERVE);
    }

    /// Empty if the tree passes (or there is nothing to run); otherwise what went wrong, for a
    /// model to read.
    public Optional<String> complaint(Run run, String scope, TreeId tree, Instant deadline) {
        return run.goal()
                .verify()
                .flatMap(verify -> complaint(run, scope, tree, command(verify, deadline)));
    }

    private Optional<String> complaint(Run run, String scope, TreeId tree, Command command) {
        Duration left = left(command);
        return switch (run(run, scope, tree, command)) {
            case Sandbox.Execution.Exited(int code, String output, TreeId after) when code == 0 ->
                    Optional.empty();
            case Sandbox.Execution.TimedOut cut when left.compareTo(command.timeout()) < 0 ->
                    Optional.of(
                            ("`%s` was cut off after %d s by the end of this leg, so nothing is known"
                                            + " of it yet. Finish again first thing in your next leg.")
                                    .formatted(command.line(), left.toSeconds()));
            case Sandbox.Execution other ->
                    Optional.of(
                            "`%s` did not pass.\n%s".formatted(command.line(), describe(other)));
        };
    }

    private static Command command(Goal.Verify verify, Instant deadline) {
        return new Command(verify.command(), verify.timeout(), deadline);
    }

    /// An execution as a model reads it.
    public static String describe(Sandbox.Execution execution) {
        return switch (execution) {
            case Sandbox.Execution.Exited(int code, String output, TreeId tree) ->
                    "exit code %d\n%s".formatted(code, output);
            case Sandbox.Execution.TimedOut(String output, TreeId tree) ->
                    "killed: its time was up. Output until then:\n" + output;
            case Sandbox.Execution.Broken(String reason) ->
                    "the command could not be run (trouble of the machine, not of the code): "
                            + reason;
        };
    }

    /// A command line, how long it may take, and when the invocation it runs in ends.
    public record Command(String line, Duration timeout, Instant deadline) {}
}
