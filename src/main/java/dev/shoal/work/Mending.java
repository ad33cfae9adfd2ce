package dev.shoal.work;

import dev.shoal.agent.Prompts;
import dev.shoal.run.Announcement;
import dev.shoal.run.Announcements;
import dev.shoal.run.Cut;
import dev.shoal.run.PlanId;
import dev.shoal.run.RunId;
import dev.shoal.run.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/// Sees to it that a failure which several tasks meet is mended once, by a task of its own, and
/// that the others get to know. The second task of a cycle that meets it makes it a break; the
/// errand for the cycle's root plan is the conditional write of which only one succeeds, whoever
/// else asks, dies, or asks again. See ADR 5.
@ApplicationScoped
public class Mending {
    /// How often one failure may come back before people have to look.
    private static final int MOST_ROUNDS = 3;

    /// How many failures of one cycle are mended like that.
    private static final int MOST_BREAKS = 20;

    private static final int TITLE = 150;
    private static final int MOST_SHOWN = 6_000;

    private final Breaks breaks;
    private final Tasks tasks;
    private final Errands errands;
    private final Announcements announcements;
    private final Prompts prompts;

    public Mending(
            Breaks breaks,
            Tasks tasks,
            Errands errands,
            Announcements announcements,
            Prompts prompts) {
        this.breaks = breaks;
        this.tasks = tasks;
        this.errands = errands;
        this.announcements = announcements;
        this.prompts = prompts;
    }

    /// A failure as one task met it: `base` is the trunk position of its files, `output` what the
    /// command `command` said.
    public record Encounter(Job job, long base, Symptom symptom, String command, String output) {
        RunId run() {
            return job.run().id();
        }

        TaskId task() {
            return job.task().id();
        }
    }

    public Standing met(Encounter met) {
        Break now = breaks.met(met.run(), met.task(), met.symptom());
        if (now.fix().isPresent()) {
            return known(met, now, now.fix().get());
        }
        return now.metBy().size() > 1 ? asked(met, now) : new Standing.Unknown();
    }

    private Standing known(Encounter met, Break now, TaskId fix) {
        if (fix.equals(met.task())) {
            return new Standing.Own();
        }
        Optional<TaskState> state = tasks.find(met.run(), fix).map(Task::state);
        return switch (state.orElse(new TaskState.Ready())) {
            case TaskState.Ready ready -> new Standing.BeingMended(fix);
            case TaskState.Claimed claimed -> new Standing.BeingMended(fix);
            case TaskState.Landed(long position, String handoff) when position > met.base() ->
                    new Standing.Mended(fix);
            case TaskState.Landed landed -> again(met, now);
            case TaskState.Done(String handoff) -> new Standing.Unfounded(fix, handoff);
            case TaskState.Failed failed -> again(met, now);
        };
    }

    private Standing again(Encounter met, Break now) {
        if (now.round() + 1 >= MOST_ROUNDS) {
            return new Standing.Unattended();
        }
        Break reopened = breaks.reopen(met.run(), now, met.task());
        return reopened.fix()
                .<Standing>map(Standing.BeingMended::new)
                .orElse(new Standing.Unknown());
    }

    /// Whoever sees that nobody mends it asks, since the one before may have died while asking.
    private Standing asked(Encounter met, Break now) {
        int cycle = met.task().plan().cycle();
        if (tooMany(met.run(), cycle)) {
            return new Standing.Unattended();
        }
        return switch (errands.addErrand(met.run(), PlanId.root(cycle), brief(met, now))) {
            case Added.Created<TaskId>(TaskId fix) -> named(met, now, fix);
            case Added.Exists<TaskId>(TaskId fix) -> named(met, now, fix);
            case Added.LimitReached<TaskId> limit -> new Standing.Unattended();
            case Added.ClaimLost<TaskId> busy -> new Standing.Unattended();
        };
    }

    private boolean tooMany(RunId run, int cycle) {
        List<Break> all = breaks.list(run, cycle);
        return all.stream().filter(each -> each.fix().isPresent()).count() >= MOST_BREAKS;
    }

    private Standing named(Encounter met, Break now, TaskId fix) {
        announcements.send(new Announcement.RunTask(met.run(), fix));
        Break named = breaks.mends(met.run(), now, fix);
        return known(met, named, named.fix().orElse(fix));
    }

    /// The same for all who ask in one round.
    private TaskBrief brief(Encounter met, Break now) {
        Symptom symptom = met.symptom();
        String title = "Mend %s: %s".formatted(symptom.file(), symptom.error());
        String again = now.round() == 0 ? "" : " (round %d)".formatted(now.round() + 1);
        var prompt =
                new MendPrompt(
                        symptom, met.command(), Cut.middle(met.output(), MOST_SHOWN), now.round());
        return new TaskBrief(
                Cut.middle(title, TITLE).replaceAll("\\s+", " ") + again,
                prompts.render("mend", prompt),
                List.of(symptom.file()),
                Optional.empty());
    }
}
