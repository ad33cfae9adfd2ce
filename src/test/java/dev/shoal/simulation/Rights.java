package dev.shoal.simulation;

import static dev.shoal.simulation.Violation.unless;

import dev.shoal.judge.Cycle;
import dev.shoal.judge.CycleState;
import dev.shoal.plan.HeldPlan;
import dev.shoal.plan.Plan;
import dev.shoal.plan.PlanState;
import dev.shoal.run.Lease;
import dev.shoal.run.Run;
import dev.shoal.run.RunState;
import dev.shoal.work.Held;
import dev.shoal.work.ReadyChanges.Aboard;
import dev.shoal.work.Task;
import dev.shoal.work.TaskState;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// 4: nobody without the current claim token changes an item's state. Looks at each change between
/// two pictures, and at what the call that made it had in hand.
final class Rights {

    void check(Crossing.Call call, Picture before, Picture after) {
        after.tasks().forEach((id, task) -> task(call, before.tasks().get(id), task));
        after.tasks().forEach((id, task) -> failed(before.tasks().get(id), task, after));
        after.plans().forEach((id, plan) -> plan(call, before.plans().get(id), plan));
        after.cycles().forEach((number, cycle) -> cycle(call, before.cycles().get(number), cycle));
        unless(after.tasks().size() >= before.tasks().size(), "4: a task vanished by %s", call);
        unless(after.plans().size() >= before.plans().size(), "4: a plan vanished by %s", call);
        before.run().ifPresent(run -> run(call, run, after.run().orElseThrow()));
    }

    private static void run(Crossing.Call call, Run old, Run now) {
        boolean reopened =
                old.state() instanceof RunState.Ended end
                        && end.outcome() == RunState.Outcome.EXHAUSTED
                        && call.name().equals("InMemoryCycles.reopen");
        unless(
                !(old.state() instanceof RunState.Ended)
                        || old.state().equals(now.state())
                        || reopened,
                "4: an ended run became %s by %s",
                now.state(),
                call);
    }

    private static void task(Crossing.Call call, Task old, Task now) {
        if (old == null || old.state().equals(now.state())) {
            return;
        }
        boolean right =
                switch (old.state()) {
                    case TaskState.Ready() ->
                            now.state() instanceof TaskState.Claimed(Lease lease)
                                    && brings(call, lease);
                    case TaskState.Claimed(Lease held) ->
                            now.state() instanceof TaskState.Claimed(Lease lease)
                                    ? brings(call, lease) && isPast(call, held)
                                    : holds(call, old.id(), held.token())
                                            || landsJointly(call, now, held.token());
                    case TaskState.Landed l -> false;
                    case TaskState.Done d -> false;
                    case TaskState.Failed f -> false;
                };
        unless(right, "4: %s became %s by %s", old, now, call);
    }

    /// What passes by itself ends a task only when all its attempts are used up.
    private static void failed(Task old, Task now, Picture after) {
        if (old != null
                && !old.state().equals(now.state())
                && now.state() instanceof TaskState.Failed(String why)
                && Crossing.isPassing(why)) {
            int attempts = after.run().orElseThrow().goal().limits().perTask().attempts();
            unless(now.attempt() >= attempts, "5: %s failed for what passes: %s", now.id(), why);
        }
    }

    /// Who lands for others shows the port what they published with their tokens.
    private static boolean landsJointly(Crossing.Call call, Task now, String token) {
        return now.state() instanceof TaskState.Landed(long position, String handoff)
                && Arrays.stream(call.with())
                        .filter(List.class::isInstance)
                        .flatMap(all -> ((List<?>) all).stream())
                        .filter(Aboard.class::isInstance)
                        .map(Aboard.class::cast)
                        .filter(aboard -> aboard.landing().position() == position)
                        .map(aboard -> aboard.change().held())
                        .anyMatch(h -> h.task().equals(now.id()) && h.token().equals(token));
    }

    private static void plan(Crossing.Call call, Plan old, Plan now) {
        if (old == null) {
            return;
        }
        if (now.children().created() != old.children().created()) {
            unless(
                    old.state() instanceof PlanState.Claimed(Lease held)
                            && holds(call, old.id(), held.token()),
                    "4: %s got a child by %s",
                    old,
                    call);
        }
        if (old.state().equals(now.state())) {
            return;
        }
        boolean right =
                switch (old.state()) {
                    case PlanState.Ready() ->
                            now.state() instanceof PlanState.Claimed(Lease lease)
                                    && brings(call, lease);
                    case PlanState.Claimed(Lease held) ->
                            now.state() instanceof PlanState.Claimed(Lease lease)
                                    ? brings(call, lease) && isPast(call, held)
                                    : holds(call, old.id(), held.token());
                    case PlanState.Waiting(int most) ->
                            now.state() instanceof PlanState.Ready
                                    && old.children().open().size() <= most;
                    case PlanState.Done d -> false;
                    case PlanState.Failed f -> false;
                };
        unless(right, "4: %s became %s by %s", old, now, call);
    }

    private static void cycle(Crossing.Call call, Cycle old, Cycle now) {
        if (old == null || old.state().equals(now.state())) {
            return;
        }
        boolean right =
                switch (old.state()) {
                    case CycleState.Open() ->
                            now.state() instanceof CycleState.Judging(Lease lease)
                                    && brings(call, lease);
                    case CycleState.Judging(Lease held) ->
                            now.state() instanceof CycleState.Judging(Lease lease)
                                    ? brings(call, lease) && isPast(call, held)
                                    : Arrays.asList(call.with()).contains(held.token());
                    case CycleState.Judged j -> false;
                };
        unless(right, "6: %s became %s by %s", old, now, call);
    }

    private static boolean brings(Crossing.Call call, Lease lease) {
        return Arrays.asList(call.with()).contains(lease);
    }

    private static boolean isPast(Crossing.Call call, Lease held) {
        return find(call, Instant.class).filter(held.until()::isBefore).isPresent();
    }

    private static boolean holds(Crossing.Call call, Object id, String token) {
        return find(call, Held.class)
                        .filter(h -> h.task().equals(id) && h.token().equals(token))
                        .isPresent()
                || find(call, HeldPlan.class)
                        .filter(h -> h.plan().equals(id) && h.token().equals(token))
                        .isPresent();
    }

    private static <T> Optional<T> find(Crossing.Call call, Class<T> type) {
        return Arrays.stream(call.with())
                .filter(Objects::nonNull)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
