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
    private static final Duration RESERVE = Duration.ofSeconds(30);

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
        Duration left = Duration.between(clock.instant(), command.deadline()).minus(RESERVE);
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

    /// Empty if the tree passes (or there is nothing to run); otherwise what went wrong, for a
    /// model to read.
    public Optional<String> complaint(Run run, String scope, TreeId tree, Instant deadline) {
        return run.goal()
                .verify()
                .flatMap(verify -> complaint(run, scope, tree, command(verify, deadline)));
    }

    private Optional<String> complaint(Run run, String scope, TreeId tree, Command command) {
        return switch (run(run, scope, tree, command)) {
            case Sandbox.Execution.Exited(int code, String output, TreeId after) when code == 0 ->
                    Optional.empty();
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
