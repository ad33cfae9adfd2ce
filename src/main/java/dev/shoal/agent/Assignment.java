package dev.shoal.agent;

import dev.shoal.run.ModelName;
import dev.shoal.run.Role;
import dev.shoal.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/// What one agent is started with. `system` and `brief` are the system message and the first user
/// message, which `notes` are added to: what a former agent on the same work wrote down, or
/// nothing. `news` is asked before each model call for what the agent is to be told that was not
/// known when its brief was written. The loop itself tells the agent, at the end of the brief, how
/// many turns and how much time it has, and, with each reply, what is left of turns, time and
/// allowance when it gets scarce.
public record Assignment<R>(
        Identity who,
        String system,
        String brief,
        String notes,
        List<Tool<R>> tools,
        Bounds bounds,
        Supplier<List<String>> news) {

    /// For an agent that is told nothing on the way.
    public Assignment(
            Identity who,
            String system,
            String brief,
            String notes,
            List<Tool<R>> tools,
            Bounds bounds) {
        this(who, system, brief, notes, tools, bounds, List::of);
    }

    /// For one that begins without notes as well.
    public Assignment(
            Identity who, String system, String brief, List<Tool<R>> tools, Bounds bounds) {
        this(who, system, brief, "", tools, bounds);
    }

    /// Who the agent is: `subject` is the plan, task or cycle it works on (the transcript's name),
    /// `session` tells its conversations apart (attempt and leg or round, such as `a1-l0`, unique
    /// per subject).
    public record Identity(RunId run, String subject, String session, Role role, ModelName model) {}

    /// Where it must end: after `turns` model calls, or in time before `deadline`. `before` is what
    /// was done for it already and is charged with it; a `guest` works in another agent's time, to
    /// which its own is charged.
    public record Bounds(int turns, Instant deadline, Before before, boolean guest) {
        public Bounds(int turns, Instant deadline) {
            this(turns, deadline, Before.NOTHING, false);
        }
    }

    /// Time on the agent's machine, and on that of its tools meanwhile.
    public record Before(Duration agent, Duration tools) {
        public static final Before NOTHING = new Before(Duration.ZERO, Duration.ZERO);
    }
}
