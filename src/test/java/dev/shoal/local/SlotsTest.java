package dev.shoal.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlotsTest {

    private static int takenFrom(Slots slots) {
        int taken = 0;
        while (slots.tryAcquire()) {
            taken++;
        }
        return taken;
    }

    @Test
    void asManyAsAreAllowedRunAtOnce() {
        Slots slots = new Slots(200);
        assertThat(takenFrom(slots)).isEqualTo(200);
        slots.unused(3);
        assertThat(takenFrom(slots)).isEqualTo(3);
    }

    @Test
    void whenAllAreLateAFewGoOn() {
        Slots slots = new Slots(200);
        for (int run = takenFrom(slots); run > 0; run--) {
            slots.late();
        }
        assertThat(slots.allowed()).isEqualTo(8);
        assertThat(takenFrom(slots)).isEqualTo(8);
    }

    @Test
    void oneThatIsLateCostsSomeSlotsAndThoseInTimeGiveThemBack() {
        Slots slots = new Slots(20);
        takenFrom(slots);
        slots.late();
        assertThat(slots.allowed()).isEqualTo(12);
        for (int run = 0; run < 8; run++) {
            slots.inTime();
            assertThat(slots.allowed()).isLessThanOrEqualTo(20);
        }
        for (int run = 0; run < 40; run++) {
            takenFrom(slots);
            slots.inTime();
        }
        assertThat(slots.allowed()).isEqualTo(20);
        assertThat(takenFrom(slots)).isLessThanOrEqualTo(2);
    }

    @Test
    void whoHasFewAnywayKeepsThem() {
        Slots slots = new Slots(8);
        for (int run = takenFrom(slots); run > 0; run--) {
            slots.late();
        }
        assertThat(takenFrom(slots)).isEqualTo(8);
    }

    @Test
    void itGrowsTwofoldFromTheFewToAll() {
        Slots slots = new Slots(200);
        for (int run = takenFrom(slots); run > 0; run--) {
            slots.late();
        }
        int rounds = 0;
        while (slots.allowed() < 200) {
            for (int run = takenFrom(slots); run > 0; run--) {
                slots.inTime();
            }
            rounds++;
        }
        assertThat(rounds).isEqualTo(5);
    }
}
