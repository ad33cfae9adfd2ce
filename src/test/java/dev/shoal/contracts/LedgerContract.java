package dev.shoal.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.run.Amount;
import dev.shoal.run.Bill;
import dev.shoal.run.Hold;
import dev.shoal.run.Ledger;
import dev.shoal.run.Ledger.Reservation;
import dev.shoal.run.Ledger.Wanted;
import dev.shoal.run.PermanentFault;
import dev.shoal.run.Role;
import dev.shoal.run.Spend;
import dev.shoal.run.Spending;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class LedgerContract {

    private static final Reservation EXHAUSTED = new Reservation.Exhausted();

    private Scene scene;

    protected abstract Stores stores();

    @BeforeEach
    void aRunThatMaySpendAThousandOfEach() {
        scene = new Scene(stores());
        scene.stores.runs().create(scene.asked(Scene.limits(10, new Amount(1_000, 1_000))));
    }

    @Test
    void whatIsReservedIsTaken() {
        assertThat(reserve(600, 100)).isEqualTo(granted(600, 100));
        assertThat(reserve(600, 100)).isEqualTo(granted(400, 100));
        assertThat(reserve(600, 100)).isEqualTo(EXHAUSTED);
    }

    @Test
    void eachPartIsAtMostWhatIsLeft() {
        assertThat(reserve(5, 4_000)).isEqualTo(granted(5, 1_000));
        assertThat(reserve(1, 0)).isEqualTo(EXHAUSTED);
    }

    @Test
    void whatIsNotSpentComesBack() {
        reserve(1_000, 1_000);

        settle(1_000, 1_000, new Spend(30, 20, 7));

        assertThat(reserve(2_000, 2_000)).isEqualTo(granted(950, 993));
        assertThat(spent()).isEqualTo(new Spend(30, 20, 7));
    }

    @Test
    void whatIsSpentBeyondTheReservedShrinksWhatIsLeft() {
        reserve(100, 100);

        settle(100, 100, new Spend(1_500, 0, 100));

        assertThat(reserve(1, 1)).isEqualTo(EXHAUSTED);
        assertThat(spent()).isEqualTo(new Spend(1_500, 0, 100));
    }

    @Test
    void settlementsAddUp() {
        reserve(60, 60);
        settle(60, 60, new Spend(1, 2, 3));
        reserve(60, 60);
        settle(60, 60, new Spend(1, 2, 3));

        assertThat(spent()).isEqualTo(new Spend(2, 4, 6));
    }

    @Test
    void aRunThatIsNotThereHasNoLedger() {
        Scene none = new Scene(scene.stores);

        Ledger ledger = none.stores.ledger();
        Hold hold = hold(none, 1);
        assertThatThrownBy(() -> ledger.reserve(none.run, hold, wanted(1, 1)))
                .isInstanceOf(PermanentFault.class);
        assertThatThrownBy(
                        () -> ledger.settle(none.run, new Amount(1, 1), bill(hold, Spend.NOTHING)))
                .isInstanceOf(PermanentFault.class);
        assertThatThrownBy(() -> ledger.left(none.run)).isInstanceOf(PermanentFault.class);
    }

    @Test
    void twoHundredAgentsTogetherNeverTakeMoreThanThereIs() {
        List<Reservation> results = Together.all(200, i -> reserve(hold(scene, 1_000 + i), 7, 3));

        assertThat(results.stream().mapToLong(LedgerContract::tokens).sum()).isEqualTo(1_000);
        assertThat(results).filteredOn(EXHAUSTED::equals).hasSize(200 - 143);
        assertThat(results).contains(granted(6, 3));
    }

    @Test
    void twoHundredAgentsWhoGiveBackLeaveWhatTheyDidNotSpend() {
        Together.all(
                200,
                i -> {
                    Hold hold = hold(scene, 1_000 + i);
                    Amount taken =
                            taken(scene.stores.ledger().reserve(scene.run, hold, wanted(3, 3)));
                    scene.stores.ledger().settle(scene.run, taken, bill(hold, new Spend(1, 0, 1)));
                    return taken;
                });

        assertThat(spent()).isEqualTo(new Spend(200, 0, 200));
        assertThat(reserve(10_000, 10_000)).isEqualTo(granted(800, 800));
    }

    @Test
    void aBillCountsOnceHoweverOftenAndWheneverItIsRepeated() {
        Hold hold = hold(scene, 1);
        Hold more = hold(scene, 2);
        reserve(hold, 100, 100);
        reserve(more, 100, 100);
        Bill bill = new Bill(Role.WORKER, List.of(hold, more), new Spend(30, 20, 7), 3);

        Together.all(8, i -> settle(new Amount(200, 200), bill));
        for (int i = 0; i < 100; i++) {
            reserve(1, 1);
            settle(1, 1, Spend.NOTHING);
        }
        settle(new Amount(200, 200), bill);

        assertThat(spent()).isEqualTo(new Spend(30, 20, 10));
        assertThat(scene.stores.ledger().left(scene.run)).isEqualTo(new Amount(950, 990));
    }

    @Test
    void whatACrashedAgentHeldCountsAsSpent() {
        reserve(900, 900);

        scene.stores.clock().advance(Ledger.FORGOTTEN.multipliedBy(2));

        assertThat(reserve(500, 500)).isEqualTo(granted(100, 100));
        assertThat(spent()).isEqualTo(Spend.NOTHING);
    }

    @Test
    void reservationsOfTheDeadDoNotPileUpAndStaySpent() {
        Hold first = hold(scene, 0);
        reserve(first, 1, 1);
        for (int i = 1; i < 70; i++) {
            reserve(hold(scene, i), 1, 1);
        }
        scene.stores.clock().advance(Ledger.FORGOTTEN.plusSeconds(60));
        reserve(hold(scene, 100), 1, 1);

        Bill late = bill(first, new Spend(1, 0, 0));
        settle(new Amount(1, 1), late);

        assertThat(scene.stores.ledger().left(scene.run).tokens()).isLessThanOrEqualTo(930);
    }

    @Test
    void whoComesFirstLeavesSomethingForTheNext() {
        Amount first = taken(ask(1, 10, 1_000));
        Amount second = taken(ask(2, 10, 1_000));

        assertThat(first).isEqualTo(new Amount(250, 250));
        assertThat(second).isEqualTo(new Amount(93, 93));
        assertThat(taken(ask(3, 600, 1_000))).isEqualTo(new Amount(600, 600));
        assertThat(taken(ask(4, 600, 1_000))).isEqualTo(new Amount(57, 57));
    }

    @Test
    void fiveHundredAgentsWhoWantMuchNeverTakeMoreThanThereIs() {
        List<Reservation> results = Together.all(500, i -> ask(i, 1, 400));

        long taken = results.stream().mapToLong(LedgerContract::tokens).sum();
        assertThat(taken).isLessThanOrEqualTo(1_000);
        assertThat(scene.stores.ledger().left(scene.run).tokens()).isEqualTo(1_000 - taken);
        assertThat(taken).isGreaterThan(900);
    }

    @Test
    void whatIsSpentIsToldByRole() {
        Hold worker = hold(scene, 1);
        Hold judge = hold(scene, 2);
        reserve(worker, 100, 100);
        reserve(judge, 100, 100);

        settle(new Amount(100, 100), new Bill(Role.WORKER, List.of(worker), new Spend(1, 2, 3), 4));
        settle(new Amount(100, 100), new Bill(Role.JUDGE, List.of(judge), new Spend(5, 6, 7), 8));

        Spending spending = scene.stores.ledger().spending(scene.run);
        assertThat(spending.byRole())
                .containsEntry(Role.WORKER, new Spend(1, 2, 3))
                .containsEntry(Role.JUDGE, new Spend(5, 6, 7))
                .containsEntry(Role.PLANNER, Spend.NOTHING);
        assertThat(spending.compute()).isEqualTo(12);
        assertThat(spent()).isEqualTo(new Spend(6, 8, 22));
    }

    private int number;

    private Reservation reserve(long tokens, long micros) {
        return reserve(hold(scene, --number), tokens, micros);
    }

    private Reservation reserve(Hold hold, long tokens, long micros) {
        return scene.stores.ledger().reserve(scene.run, hold, wanted(tokens, micros));
    }

    private Reservation ask(int agent, long least, long most) {
        Wanted wanted = new Wanted(new Amount(least, least), new Amount(most, most));
        return scene.stores.ledger().reserve(scene.run, hold(scene, 10_000 + agent), wanted);
    }

    /// The reservation made last.
    private void settle(long tokens, long micros, Spend spent) {
        settle(new Amount(tokens, micros), bill(hold(scene, number), spent));
    }

    private boolean settle(Amount reserved, Bill bill) {
        scene.stores.ledger().settle(scene.run, reserved, bill);
        return true;
    }

    private static Hold hold(Scene scene, int number) {
        return Hold.of(scene.stores.clock().instant(), scene.run.value(), number);
    }

    private static Wanted wanted(long tokens, long micros) {
        Amount amount = new Amount(tokens, micros);
        return new Wanted(amount, amount);
    }

    private static Bill bill(Hold hold, Spend spent) {
        return new Bill(Role.WORKER, List.of(hold), spent, 0);
    }

    private Spend spent() {
        return scene.stores.runs().find(scene.run).orElseThrow().spent();
    }

    private static long tokens(Reservation reservation) {
        return taken(reservation).tokens();
    }

    private static Amount taken(Reservation reservation) {
        return switch (reservation) {
            case Reservation.Granted(var amount) -> amount;
            case Reservation.Exhausted() -> new Amount(0, 0);
        };
    }

    private static Reservation granted(long tokens, long micros) {
        return new Reservation.Granted(new Amount(tokens, micros));
    }
}
