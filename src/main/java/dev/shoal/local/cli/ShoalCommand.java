package dev.shoal.local.cli;

import dev.shoal.local.Refusal;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/// `./shoal`. Exit codes: 0 done, 1 the run did not end as complete, 2 it could not start or was
/// called wrongly.
@Command(
        name = "shoal",
        description = "Hundreds of coding agents on one repository.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ServeCommand.class,
            RunCommand.class,
            FollowCommand.class,
            DemoCommand.class,
            RunsCommand.class,
            StopCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            DoctorCommand.class,
            GuideCommand.class,
            LimitsCommand.class
        })
public final class ShoalCommand implements Callable<Integer> {

    /// Runs one command to its end.
    public static int execute(String... args) {
        return new CommandLine(new ShoalCommand())
                .setExecutionExceptionHandler(ShoalCommand::explain)
                .execute(args);
    }

    /// Without a command there is nothing to do but to say which there are.
    @Override
    public Integer call() {
        CommandLine.usage(this, System.err);
        return CommandLine.ExitCode.USAGE;
    }

    private static int explain(Exception failure, CommandLine command, ParseResult parsed)
            throws Exception {
        if (failure instanceof Refusal refusal) {
            command.getErr().println("error: " + refusal.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        throw failure;
    }
}
