package dev.shoal.work;

import dev.shoal.agent.Prompts;
import dev.shoal.agent.Workspace;
import dev.shoal.run.Announcements;
import dev.shoal.run.Refused;
import dev.shoal.sandbox.Sandbox;
import java.time.Duration;
import java.util.Optional;

/// What stands in the way of one leg and isn't its own doing. Used by one thread.
final class Obstacles {
    private static final Duration FIRST_WAIT = Duration.ofMinutes(2);

    private final Job job;
    private final Ground ground;
    private final Mending mending;
    private final Prompts prompts;
    private Standing last = new Standing.Unknown();

    /// The files of a leg: the trunk position that they are based on, and whether they could not be
    /// brought up to the trunk's end (`apart`), because they conflict with it.
    record Ground(Workspace workspace, long base, boolean apart) {}

    Obstacles(Job job, Ground ground, Mending mending, Prompts prompts) {
        this.job = job;
        this.ground = ground;
        this.mending = mending;
        this.prompts = prompts;
    }

    /// An execution as the worker reads it.
    String describe(String command, Sandbox.Execution execution) {
        String text = Verification.describe(execution);
        return execution instanceof Sandbox.Execution.Exited exited && exited.code() != 0
                ? told(command, text)
                : text;
    }

    /// What a failed command said, with what is known of the failure.
    String told(String command, String output) {
        Optional<Symptom> symptom = Symptom.in(output, ground.workspace());
        if (symptom.isEmpty()) {
            return output;
        }
        Standing standing =
                mending.met(
                        new Mending.Encounter(job, ground.base(), symptom.get(), command, output));
        if (standing instanceof Standing.Unknown) {
            return output;
        }
        last = standing;
        return output + "\n\n" + prompts.render("known", prompt(symptom.get()));
    }

    private KnownPrompt prompt(Symptom symptom) {
        return new KnownPrompt(symptom, last, ground.apart());
    }

    /// How long the worker's next leg had better wait until what stands in its way is mended.
    /// Throws [Refused] if that would help nothing.
    Duration wait(String field) {
        return switch (last) {
            case Standing.BeingMended being ->
                    shorter(FIRST_WAIT.multipliedBy(1L << Math.min(job.task().leg(), 3)));
            case Standing.Mended mended when !ground.apart() -> Duration.ZERO;
            case Standing.Mended mended -> throw nothing(field);
            case Standing.Unknown unknown -> throw nothing(field);
            case Standing.Own own -> throw nothing(field);
            case Standing.Unfounded unfounded -> throw nothing(field);
            case Standing.Unattended unattended -> throw nothing(field);
        };
    }

    private static Duration shorter(Duration wait) {
        return wait.compareTo(Announcements.LONGEST) > 0 ? Announcements.LONGEST : wait;
    }

    private static Refused nothing(String field) {
        return new Refused(
                field,
                "no failure is known that you met and another task mends: go on, or finish with"
                        + " outcome failed and say what is in your way");
    }
}
