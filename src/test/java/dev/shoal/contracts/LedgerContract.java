package dev.shoal.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.run.Amount;
import dev.shoal.run.Ledger.Reservation;
import dev.shoal.run.PermanentFault;
import dev.shoal.run.Spend;
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

        scene.stores.ledger().settle(scene.run, new Amount(1_000, 1_000), new Spend(30, 20, 7));

        assertThat(reserve(2_000, 2_000)).isEqualTo(granted(950, 993));
        assertThat(spent()).isEqualTo(new Spend(30, 20, 7));
    }

    @Test
    void whatIsSpentBeyondTheReservedShrinksWhatIsLeft() {
        reserve(100, 100);

        scene.stores.ledger().settle(scene.run, new Amount(100, 100), new Spend(1_500, 0, 100));

        assertThat(reserve(1, 1)).isEqualTo(EXHAUSTED);
        assertThat(spent()).isEqualTo(new Spend(1_500, 0, 100));
    }

    @Test
    void settlementsAddUp() {
        reserve(100, 100);
        scene.stores.ledger().settle(scene.run, new Amount(60, 60), new Spend(1, 2, 3));
        scene.stores.ledger().settle(scene.run, new Amount(60, 60), new Spend(1, 2, 3));

        assertThat(spent()).isEqualTo(new Spend(2, 4, 6));
    }

    @Test
    void aRunThatIsNotThereHasNoLedger() {
        Scene none = new Scene(scene.stores);

        assertThatThrownBy(() -> none.stores.ledger().reserve(none.run, new Amount(1, 1)))
                .isInstanceOf(PermanentFault.class);
        assertThatThrownBy(
                        () ->
                                none.stores
                                        .ledger()
                                        .settle(none.run, new Amount(1, 1), Spend.NOTHING))
                .isInstanceOf(PermanentFault.class);
    }

    @Test
    void twoHundredAgentsTogetherNeverTakeMoreThanThereIs() {
        List<Reservation> results = Together.all(200, i -> reserve(7, 3));

        assertThat(results.stream().mapToLong(LedgerContract::tokens).sum()).isEqualTo(1_000);
        assertThat(results).filteredOn(EXHAUSTED::equals).hasSize(200 - 143);
        assertThat(results).contains(granted(6, 3));
    }

    @Test
    void twoHundredAgentsWhoGiveBackLeaveWhatTheyDidNotSpend() {
        Together.all(
                200,
                i -> {
                    Amount taken = taken(reserve(3, 3));
                    scene.stores.ledger().settle(scene.run, taken, new Spend(1, 0, 1));
                    return taken;
                });

        assertThat(spent()).isEqualTo(new Spend(200, 0, 200));
        assertThat(reserve(10_000, 10_000)).isEqualTo(granted(800, 800));
    }

    private Reservation reserve(long tokens, long micros) {
        return scene.stores.ledger().reserve(scene.run, new Amount(tokens, micros));
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
