package dev.shoal.judge;

import static dev.shoal.agent.ScriptedModel.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.shoal.agent.ScriptedModel;
import dev.shoal.plan.HeldPlan;
import dev.shoal.plan.PlanState;
import dev.shoal.run.Announcement.JudgeCycle;
import dev.shoal.run.Lease;
import dev.shoal.run.Limits;
import dev.shoal.run.PlanId;
import dev.shoal.run.RunState;
import dev.shoal.run.TaskId;
import dev.shoal.sandbox.Sandbox;
import dev.shoal.work.Held;
import dev.shoal.work.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgingTest {

    @TempDir Path folder;

    private static AiMessage verdict(String decision) {
        return call(
                "give_verdict",
                Map.of("decision", decision, "reason", "I looked", "guidance", "go on"));
    }

    private House house(ScriptedModel model) {
        return new House(folder, model, Limits.DEFAULT);
    }

    /// A root planner that is done, with one task that failed.
    private static void planned(House house, int cycle) {
        PlanId root = PlanId.root(cycle);
        Lease lease = new Lease("planner" + cycle, house.now.plusSeconds(60));
        house.memory.plans().claim(House.RUN, root, lease, house.now);
        HeldPlan held = new HeldPlan(House.RUN, root, lease.token());
        TaskId task = house.task(held, "paint it");
        Lease worker = new Lease("worker" + cycle, house.now.plusSeconds(60));
        house.memory.tasks().claim(House.RUN, task, worker, house.now);
        house.memory
                .tasks()
                .finish(
                        new Held(House.RUN, task, worker.token()),
                        new TaskState.Failed("gave up: there is no paint"));
        house.memory.plans().finish(held, new PlanState.Done("all painted"));
    }

    private static void judge(House house, int cycle) {
        house.take(house.process(Duration.ZERO), new JudgeCycle(House.RUN, cycle));
    }

    private static RunState.Ended end(House house) {
        return (RunState.Ended) house.state();
    }

    @Test
    void completeIsObjectedToOnceWhileVerifyFails() {
        ScriptedModel model = ScriptedModel.saying(verdict("complete"), verdict("continue"));
        House house = house(model);
        house.commands = job -> new Sandbox.Execution.Exited(1, "3 tests fail", job.tree());
        planned(house, 1);

        judge(house, 1);

        assertThat(model.lastHeard()).contains("Not accepted yet").contains("3 tests fail");
        assertThat(house.state()).isEqualTo(new RunState.Running(2));
    }

    @Test
    void completeIsTakenFromWhoHasSeenTheObjection() {
        House house = house(ScriptedModel.saying(verdict("complete"), verdict("complete")));
        house.commands = job -> new Sandbox.Execution.Exited(1, "no network", job.tree());
        planned(house, 1);

        judge(house, 1);

        assertThat(end(house).outcome()).isEqualTo(RunState.Outcome.COMPLETE);
    }

    @Test
    void theJudgeSeesWhatFailedAndWhatWasSaid() {
        ScriptedModel model = ScriptedModel.saying(verdict("complete"));
        House house = house(model);
        planned(house, 1);

        judge(house, 1);

        assertThat(model.lastHeard())
                .contains("all painted")
                .contains("c1.1-1: paint it: gave up: there is no paint")
                .contains("0 of 50000000 tokens");
    }

    @Test
    void theNextCycleStartsFromTheVerdictAndWhatWasLearnt() {
        House house = house(ScriptedModel.saying(verdict("continue")));
        planned(house, 1);

        judge(house, 1);

        assertThat(house.plan(PlanId.root(2)).brief().instructions())
                .contains("I looked")
                .contains("go on")
                .contains("all painted")
                .contains("there is no paint");
    }

    @Test
    void twoCyclesInARowWithoutALandingEndTheRun() {
        House house = house(ScriptedModel.saying(verdict("continue"), verdict("continue")));
        planned(house, 1);
        judge(house, 1);
        planned(house, 2);

        judge(house, 2);

        assertThat(end(house).outcome()).isEqualTo(RunState.Outcome.ABANDONED);
        assertThat(end(house).reason())
                .contains("no change landed in cycles 1 and 2")
                .contains("I looked");
        assertThat(house.memory.cycles().find(House.RUN, 2).orElseThrow().state())
                .isEqualTo(new CycleState.Judged(new Verdict.Continue("I looked", "go on")));
    }

    @Test
    void aJudgeWhoseTimeIsUpHandsOverAndOneWhoNeverDecidesEndsTheRun() {
        House house = house(ScriptedModel.alwaysSaying(verdict("complete")));
        house.time = Duration.ZERO;
        planned(house, 1);

        judge(house, 1);
        assertThat(house.memory.cycles().find(House.RUN, 1).orElseThrow())
                .satisfies(
                        cycle -> {
                            assertThat(cycle.trail().leg()).isEqualTo(1);
                            assertThat(cycle.attempt()).isZero();
                            assertThat(cycle.state()).isEqualTo(new CycleState.Open());
                        });
        for (int leg = 1; leg < 8; leg++) {
            judge(house, 1);
        }

        assertThat(end(house).outcome()).isEqualTo(RunState.Outcome.FAILED);
        assertThat(end(house).reason()).contains("no verdict within 8 legs");
    }
}
