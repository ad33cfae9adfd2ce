package dev.shoal.work;

import dev.shoal.agent.Arguments;
import dev.shoal.agent.Tool;
import dev.shoal.agent.Tool.Parameter;
import dev.shoal.agent.Tool.Reply.Answer;
import dev.shoal.agent.Tool.Type;
import dev.shoal.agent.Workspace;
import dev.shoal.run.Refused;
import dev.shoal.run.Run;
import dev.shoal.sandbox.Sandbox.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/// The tool `run_command`: a shell command on the workspace's tree, whose changes become the
/// tree's.
public final class CommandTool {
    private static final int DEFAULT_SECONDS = 120;
    private static final int MOST_SECONDS = 3_600;

    private CommandTool() {}

    /// `scope` names the scratch folder; a command ends in time before `deadline`. `describe` tells
    /// the model what became of a command line.
    public static <R> Tool<R> of(
            Run run,
            String scope,
            Workspace workspace,
            Verification verification,
            Instant deadline,
            BiFunction<String, Execution, String> describe) {
        return new Tool<>(
                "run_command",
                "Runs a command with /bin/sh at the root of the repository's files. Changes that it makes to files"
                        + " are kept, except to ignored files.",
                List.of(
                        new Parameter("command", Type.STRING, "the command line", true),
                        new Parameter("timeout_seconds", Type.INTEGER, "default 120", false)),
                a -> {
                    var command =
                            new Verification.Command(a.string("command"), timeout(a), deadline);
                    Execution execution = verification.run(run, scope, workspace.tree(), command);
                    keep(workspace, execution);
                    return new Answer<>(describe.apply(command.line(), execution));
                });
    }

    private static Duration timeout(Arguments a) {
        int seconds = a.integer("timeout_seconds").orElse(DEFAULT_SECONDS);
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw new Refused("timeout_seconds", "timeout_seconds must be 1 to " + MOST_SECONDS);
        }
        return Duration.ofSeconds(seconds);
    }

    private static void keep(Workspace workspace, Execution execution) {
        switch (execution) {
            case Execution.Exited exited -> workspace.become(exited.tree());
            case Execution.TimedOut timedOut -> workspace.become(timedOut.tree());
            case Execution.Broken broken -> {}
        }
    }
}
