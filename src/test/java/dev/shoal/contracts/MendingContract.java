package dev.shoal.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.agent.Prompts;
import dev.shoal.plan.HeldPlan;
import dev.shoal.plan.Plans;
import dev.shoal.run.Announcement;
import dev.shoal.run.Announcements;
import dev.shoal.run.PlanId;
import dev.shoal.run.TaskId;
import dev.shoal.run.TransientFault;
import dev.shoal.work.Breaks;
import dev.shoal.work.Errands;
import dev.shoal.work.Held;
import dev.shoal.work.Job;
import dev.shoal.work.Mending;
import dev.shoal.work.Standing;
import dev.shoal.work.Symptom;
import dev.shoal.work.Task;
import dev.shoal.work.TaskState;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One failure, met by many, is mended by one task.
public abstract class MendingContract {
    private static final Symptom SYMPTOM = new Symptom("src/a.c", "error: expected ';'");
    private static final PlanId ROOT = PlanId.root(1);

    private final ConcurrentLinkedQueue<Announcement> said = new ConcurrentLinkedQueue<>();
    private Scene scene;
    private HeldPlan planner;
    private Mending mending;
    private List<TaskId> tasks;

    protected abstract Stores stores();

    @BeforeEach
    void aPlanThatWaitsForWorkers() {
        scene = Scene.running(stores());
        planner = scene.rootPlanner();
        tasks = scene.tasks(planner, 4);
        mending = mending(scene.stores.breaks(), scene.stores.plans());
    }

    private Mending mending(Breaks breaks, Errands errands) {
        Announcements announcements = (announcement, delay) -> said.add(announcement);
        Prompts prompts = Prompts.withoutQuarkus();
        return new Mending(breaks, scene.stores.tasks(), errands, announcements, prompts);
    }

    private void waits() {
        scene.stores.plans().await(planner, Set.of(), "");
    }

    private Mending.Encounter encounter(TaskId id, long base, Symptom symptom) {
        Task task = scene.find(id);
        Job job =
                new Job(
                        scene.stores.runs().find(scene.run).orElseThrow(),
                        task,
                        new Held(scene.run, id, "w"),
                        scene.stores.clock().in(Scene.LEASE));
        return new Mending.Encounter(job, base, symptom, "make test", "it said so");
    }

    private Standing meets(TaskId task, long base) {
        return mending.met(encounter(task, base, SYMPTOM));
    }

    /// The tasks that were made beside the planner's own.
    private List<Task> menders() {
        return scene.stores.tasks().ofPlan(scene.run, ROOT).stream()
                .filter(task -> task.brief().title().startsWith("Mend "))
                .toList();
    }

    private TaskId mended(String handoff) {
        TaskId fix = menders().getLast().id();
        Held held = scene.worker(fix);
        scene.stores.tasks().land(held, scene.next(held), handoff, 0);
        return fix;
    }

    @Test
    void theSecondTaskThatMeetsItHasItMendedAndTheOthersAreTold() {
        waits();

        assertThat(meets(tasks.get(0), 0)).isEqualTo(new Standing.Unknown());
        assertThat(meets(tasks.get(0), 0)).isEqualTo(new Standing.Unknown());
        assertThat(meets(tasks.get(1), 0)).isInstanceOf(Standing.BeingMended.class);
        Task fix = menders().getFirst();

        assertThat(fix.brief().title()).isEqualTo("Mend src/a.c: error: expected ';'");
        assertThat(fix.brief().paths()).containsExactly("src/a.c");
        assertThat(fix.brief().instructions()).contains("make test", "it said so");
        assertThat(scene.find(ROOT).children().open()).contains(fix.id().value());
        assertThat(said).containsOnly(new Announcement.RunTask(scene.run, fix.id()));
        assertThat(meets(tasks.get(2), 0)).isEqualTo(new Standing.BeingMended(fix.id()));
        assertThat(meets(tasks.get(0), 0)).isEqualTo(new Standing.BeingMended(fix.id()));
        assertThat(meets(fix.id(), 0)).isEqualTo(new Standing.Own());
        assertThat(menders()).hasSize(1);
    }

    @Test
    void fiftyWhoMeetItAtOnceHaveItMendedOnce() {
        List<TaskId> many = new ArrayList<>(scene.tasks(planner, 50));
        waits();

        List<Standing> all = Together.all(50, i -> meets(many.get(i), 0));

        assertThat(menders()).hasSize(1);
        Standing known = new Standing.BeingMended(menders().getFirst().id());
        assertThat(all).containsOnly(known, new Standing.Unknown());
        assertThat(all).filteredOn(known::equals).hasSizeGreaterThanOrEqualTo(49);
    }

    @Test
    void whileTheRootPlannerIsAtWorkNobodyCanBeAskedAndTheNextOneAsks() {
        meets(tasks.get(0), 0);
        assertThat(meets(tasks.get(1), 0)).isEqualTo(new Standing.Unattended());
        waits();

        assertThat(meets(tasks.get(0), 0)).isInstanceOf(Standing.BeingMended.class);
        assertThat(menders()).hasSize(1);
    }

    @Test
    void onceTheMendingHasLandedWhoIsBehindIsToldAndWhoStillMeetsItBeginsANewRound() {
        waits();
        meets(tasks.get(0), 0);
        meets(tasks.get(1), 0);
        TaskId fix = mended("it was the semicolon");

        assertThat(meets(tasks.get(2), 0)).isEqualTo(new Standing.Mended(fix));
        assertThat(meets(tasks.get(2), 1)).isEqualTo(new Standing.Unknown());
        assertThat(meets(tasks.get(3), 1)).isInstanceOf(Standing.BeingMended.class);
        assertThat(menders())
                .extracting(task -> task.brief().title())
                .containsExactly(
                        "Mend src/a.c: error: expected ';'",
                        "Mend src/a.c: error: expected ';' (round 2)");
    }

    @Test
    void whatComesBackTooOftenIsLeftToPeople() {
        waits();
        for (int round = 0; round < 3; round++) {
            meets(tasks.get(0), round);
            meets(tasks.get(1), round);
            mended("done");
        }

        assertThat(meets(tasks.get(0), 3)).isEqualTo(new Standing.Unattended());
        assertThat(meets(tasks.get(1), 3)).isEqualTo(new Standing.Unattended());
        assertThat(menders()).hasSize(3);
    }

    @Test
    void aMenderThatFindsNothingClosesItAndOneThatFailsDoesNot() {
        waits();
        meets(tasks.get(0), 0);
        meets(tasks.get(1), 0);
        Held first = scene.worker(menders().getLast().id());
        scene.stores.tasks().finish(first, new TaskState.Failed("gave up"));
        meets(tasks.get(0), 0);
        meets(tasks.get(1), 0);
        Held second = scene.worker(menders().getLast().id());
        scene.stores.tasks().finish(second, new TaskState.Done("passes for me"));

        assertThat(menders()).hasSize(2);
        assertThat(meets(tasks.get(2), 0))
                .isEqualTo(new Standing.Unfounded(second.task(), "passes for me"));
    }

    @Test
    void noMoreThanTwentyFailuresOfACycleAreMendedLikeThat() {
        waits();
        for (int i = 0; i < 25; i++) {
            Symptom symptom = new Symptom("src/a.c", "error " + (char) ('a' + i));
            mending.met(encounter(tasks.get(0), 0, symptom));
            mending.met(encounter(tasks.get(1), 0, symptom));
        }

        assertThat(menders()).hasSize(20);
    }

    @Test
    void aRunWithoutTasksLeftHasNothingMended() {
        scene = Scene.running(stores(), 2);
        planner = scene.rootPlanner();
        tasks = scene.tasks(planner, 2);
        mending = mending(scene.stores.breaks(), scene.stores.plans());
        waits();
        meets(tasks.get(0), 0);

        assertThat(meets(tasks.get(1), 0)).isEqualTo(new Standing.Unattended());
    }

    /// Whoever has it mended dies before or after each of their calls.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoeverDiesWhileAskingTheNextOneGetsItMendedOnce(boolean after) {
        waits();
        for (int call = 1; call <= 4; call++) {
            Symptom symptom = new Symptom("src/a.c", "error " + (char) ('a' + call));
            mending.met(encounter(tasks.get(0), 0, symptom));
            AtomicInteger left = new AtomicInteger(call);
            Mending dying =
                    mending(
                            dying(Breaks.class, scene.stores.breaks(), left, after),
                            dying(Plans.class, scene.stores.plans(), left, after));
            assertThatThrownBy(() -> dying.met(encounter(tasks.get(1), 0, symptom)))
                    .isInstanceOf(TransientFault.class);

            Standing third = mending.met(encounter(tasks.get(2), 0, symptom));

            assertThat(third).as("call %d", call).isInstanceOf(Standing.BeingMended.class);
            assertThat(menders())
                    .as("call %d", call)
                    .filteredOn(task -> task.brief().title().contains(symptom.error()))
                    .hasSize(1);
        }
    }

    private static <T> T dying(Class<T> type, T port, AtomicInteger left, boolean after) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> {
                            boolean now = left.decrementAndGet() == 0;
                            if (now && !after) {
                                throw new TransientFault("killed before " + method.getName(), null);
                            }
                            Object answer;
                            try {
                                answer = method.invoke(port, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                            if (now) {
                                throw new TransientFault("killed after " + method.getName(), null);
                            }
                            return answer;
                        }));
    }
}
