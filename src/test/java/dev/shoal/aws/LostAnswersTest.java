package dev.shoal.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.contracts.Scene;
import dev.shoal.judge.Cycle;
import dev.shoal.judge.Cycles.Next;
import dev.shoal.judge.Verdict;
import dev.shoal.plan.HeldPlan;
import dev.shoal.plan.PlanBrief;
import dev.shoal.plan.PlanState;
import dev.shoal.run.Amount;
import dev.shoal.run.Bill;
import dev.shoal.run.Claim;
import dev.shoal.run.Hold;
import dev.shoal.run.Ledger;
import dev.shoal.run.Ledger.Reservation;
import dev.shoal.run.PlanId;
import dev.shoal.run.Progress;
import dev.shoal.run.Role;
import dev.shoal.run.RunState;
import dev.shoal.run.RunState.Outcome;
import dev.shoal.run.Spend;
import dev.shoal.run.TaskId;
import dev.shoal.run.TransientFault;
import dev.shoal.trunk.Landing;
import dev.shoal.work.Break;
import dev.shoal.work.Checkpoint;
import dev.shoal.work.Held;
import dev.shoal.work.LandResult;
import dev.shoal.work.ReadyChange;
import dev.shoal.work.ReadyChanges.Aboard;
import dev.shoal.work.ReadyChanges.Joint;
import dev.shoal.work.Symptom;
import dev.shoal.work.TaskState;
import dev.shoal.work.Wakes.Wake;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each write is done, its answer is lost, and the adapter still tells what really happened.
class LostAnswersTest {

    private static final PlanId ROOT = PlanId.root(1);

    private final LossyClient lossy = new LossyClient(AwsStores.DYNAMO);
    private final AwsStores stores = new AwsStores(lossy.client());
    private Scene scene;

    @BeforeEach
    void aRun() {
        scene = Scene.running(stores);
    }

    @Test
    void ofALanding() {
        Held held = scene.worker(scene.task(scene.rootPlanner()));
        Landing landing = scene.next(held);

        lossy.lose(2);
        assertThat(stores.tasks().land(held, landing, "did it", 3))
                .isEqualTo(new LandResult.Landed(1));

        assertThat(stores.trunk().after(scene.run, 0, 9)).containsExactly(landing);
        assertThat(stores.runs().progress(scene.run)).isEqualTo(new Progress(0, 0, 1, 0, 0, 3));
        assertThat(Collections.frequency(scene.eventKinds(), "task.landed c1.1-1")).isEqualTo(1);
    }

    @Test
    void ofALandingThatIsTriedAgainAsAWhole() {
        Held held = scene.worker(scene.task(scene.rootPlanner()));
        Landing landing = scene.next(held);

        lossy.lose(100);
        assertThatThrownBy(() -> stores.tasks().land(held, landing, "did it", 0))
                .isInstanceOf(TransientFault.class);
        lossy.lose(0);

        assertThat(stores.tasks().land(held, landing, "did it", 0))
                .isEqualTo(new LandResult.Landed(1));
        assertThat(stores.runs().progress(scene.run)).isEqualTo(new Progress(0, 0, 1, 0, 0, 0));
    }

    @Test
    void ofALandingOfSeveral() {
        HeldPlan planner = scene.rootPlanner();
        List<Aboard> all = List.of(aboard(planner, 1), aboard(planner, 2));

        lossy.lose(2);
        assertThat(stores.readyChanges().landAll(all)).isEqualTo(new Joint.Landed());
        lossy.lose(1);
        stores.readyChanges().withdraw(all.getFirst().change());

        assertThat(stores.readyChanges().front(scene.run)).isEmpty();
        assertThat(stores.trunk().after(scene.run, 0, 9)).hasSize(2);
        assertThat(stores.runs().progress(scene.run)).isEqualTo(new Progress(0, 0, 2, 0, 0, 2));
    }

    private Aboard aboard(HeldPlan planner, long position) {
        Held held = scene.worker(scene.task(planner));
        var offer = new ReadyChange.Offer(Scene.commit(position), "p", "did it", 1, 1);
        var change = new ReadyChange("r" + position, held, offer, stores.clock().instant());
        lossy.lose(1);
        stores.readyChanges().publish(change);
        return new Aboard(change, scene.landing(position, Optional.of(held.task())));
    }

    @Test
    void ofATasksOtherChanges() {
        HeldPlan planner = scene.rootPlanner();
        lossy.lose(1);
        TaskId task = scene.task(planner);
        lossy.lose(1);
        Held first = scene.worker(task);
        lossy.lose(1);
        assertThat(stores.tasks().handOver(first, new Checkpoint(Scene.commit(1), 0, "p", "n")))
                .isTrue();
        lossy.lose(1);
        Held second = scene.worker(task);
        lossy.lose(1);
        assertThat(stores.tasks().release(second)).isTrue();
        Held third = scene.worker(task);
        lossy.lose(1);
        assertThat(stores.tasks().finish(third, new TaskState.Failed("f"))).isTrue();

        assertThat(scene.find(task).attempt()).isEqualTo(2);
        assertThat(scene.find(task).leg()).isEqualTo(1);
        assertThat(scene.find(ROOT).children().created()).isEqualTo(1);
        assertThat(stores.runs().progress(scene.run)).isEqualTo(new Progress(0, 0, 0, 0, 1, 0));
    }

    @Test
    void ofATakeOver() {
        TaskId task = scene.task(scene.rootPlanner());
        scene.worker(task);
        stores.clock().advance(Scene.LEASE.plusSeconds(1));

        lossy.lose(1);
        assertThat(scene.claim(task, "next")).isInstanceOf(Claim.Won.class);

        assertThat(scene.find(task).attempt()).isEqualTo(2);
        assertThat(stores.runs().progress(scene.run)).isEqualTo(new Progress(0, 1, 0, 0, 0, 0));
    }

    @Test
    void ofAPlansChanges() {
        lossy.lose(1);
        HeldPlan root = scene.rootPlanner();
        lossy.lose(1);
        PlanId sub = Scene.created(stores.plans().addPlan(root, new PlanBrief("s", "i")));
        HeldPlan planner = scene.planner(sub);
        lossy.lose(1);
        assertThat(stores.plans().await(planner, Set.of(), "x")).isTrue();
        lossy.lose(1);
        assertThat(stores.plans().wake(scene.run, sub)).isEqualTo(Wake.MADE_READY);
        HeldPlan again = scene.planner(sub);
        lossy.lose(1);
        assertThat(stores.plans().finish(again, new PlanState.Done("ok"))).isTrue();

        assertThat(scene.find(sub).round()).isEqualTo(1);
        assertThat(scene.find(ROOT).attempt()).isEqualTo(1);
        assertThat(scene.find(ROOT).children().created()).isEqualTo(1);
        assertThat(scene.find(ROOT).children().open()).isEmpty();
    }

    @Test
    void ofACyclesChanges() {
        lossy.lose(1);
        assertThat(judge("j")).isInstanceOf(Claim.Won.class);
        lossy.lose(1);
        assertThat(
                        stores.cycles()
                                .goOn(
                                        scene.run,
                                        1,
                                        "j",
                                        new Verdict.Continue("r", "g"),
                                        new Next(0, new PlanBrief("all", "more"))))
                .isTrue();

        assertThat(stores.cycles().find(scene.run, 1).map(Cycle::attempt)).contains(1);
        assertThat(stores.cycles().list(scene.run)).hasSize(2);
    }

    private Claim<Cycle> judge(String token) {
        return stores.cycles().claim(scene.run, 1, scene.lease(token), stores.clock().instant());
    }

    @Test
    void ofARunsBeginningAndEnd() {
        Scene other = new Scene(stores);
        lossy.lose(1);
        stores.runs().create(other.asked());
        lossy.lose(1);
        assertThat(stores.cycles().first(other.run, new PlanBrief("all", "do it"))).isTrue();
        lossy.lose(1);
        assertThat(
                        stores.runs()
                                .end(
                                        other.run,
                                        new RunState.Ended(
                                                Outcome.STOPPED, stores.clock().instant(), "s")))
                .isTrue();
        assertThat(Collections.frequency(other.eventKinds(), "run.ended " + other.run))
                .isEqualTo(1);
    }

    @Test
    void ofTheLedger() {
        Hold hold = hold(1);
        lossy.lose(1);
        assertThat(reserve(hold, 900)).isEqualTo(new Reservation.Granted(new Amount(900, 900)));
        lossy.lose(2);
        Bill bill = new Bill(Role.WORKER, List.of(hold), new Spend(10, 20, 30), 0);
        stores.ledger().settle(scene.run, new Amount(900, 900), bill);

        assertThat(reserve(hold(2), 5_000))
                .isEqualTo(new Reservation.Granted(new Amount(970, 970)));
        assertThat(stores.runs().find(scene.run).orElseThrow().spent())
                .isEqualTo(new Spend(10, 20, 30));
    }

    @Test
    void ofASettlementThatIsTriedAgainAsAWholeAfterMuchElse() {
        Hold hold = hold(1);
        reserve(hold, 500);
        Bill bill = new Bill(Role.WORKER, List.of(hold), new Spend(10, 20, 30), 0);
        lossy.lose(100);
        stores.ledger().settle(scene.run, new Amount(500, 500), bill);
        lossy.lose(0);
        for (int i = 2; i < 102; i++) {
            reserve(hold(i), 1);
        }

        stores.ledger().settle(scene.run, new Amount(500, 500), bill);

        assertThat(stores.ledger().left(scene.run)).isEqualTo(new Amount(870, 870));
    }

    private Reservation reserve(Hold hold, long amount) {
        Amount both = new Amount(amount, amount);
        return stores.ledger().reserve(scene.run, hold, new Ledger.Wanted(both, both));
    }

    private Hold hold(int number) {
        return Hold.of(stores.clock().instant(), scene.run.value(), number);
    }

    @Test
    void ofTheMirrorsTurn() {
        var now = stores.clock().instant();

        lossy.lose(1);
        assertThat(stores.trunk().mayMirror(scene.run, now, now.plusSeconds(15))).isTrue();
        assertThat(stores.trunk().mayMirror(scene.run, now, now.plusSeconds(15))).isFalse();
    }

    @Test
    void ofABreaksChanges() {
        TaskId one = new TaskId("c1.1-1");
        TaskId fix = new TaskId("c1.1-2");
        Symptom symptom = new Symptom("a.c", "error");
        lossy.lose(1);
        Break met = stores.breaks().met(scene.run, one, symptom);
        lossy.lose(1);
        Break mended = stores.breaks().mends(scene.run, met, fix);
        lossy.lose(1);
        Break again = stores.breaks().reopen(scene.run, mended, one);

        assertThat(met.metBy()).containsExactly(one);
        assertThat(mended.fix()).contains(fix);
        assertThat(again).isEqualTo(new Break(symptom, 1, Set.of(one), Optional.empty()));
    }

    @Test
    void ofAnErrand() {
        HeldPlan root = scene.rootPlanner();
        scene.task(root);
        stores.plans().await(root, Set.of(), "");
        lossy.lose(1);
        TaskId errand =
                Scene.created(stores.plans().addErrand(scene.run, ROOT, Scene.brief("mend it")));

        assertThat(errand).isEqualTo(new TaskId("c1.1-2"));
        assertThat(scene.find(ROOT).children().created()).isEqualTo(2);
    }

    @Test
    void ofAnEvent() {
        lossy.lose(1);
        stores.events().append(scene.run, "note", "c1", "once");

        assertThat(Collections.frequency(scene.eventKinds(), "note c1")).isEqualTo(1);
    }
}
