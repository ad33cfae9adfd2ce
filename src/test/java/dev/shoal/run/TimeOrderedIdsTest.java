package dev.shoal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2030-01-01T00:00:00Z"));
    private final Ids ids = new TimeOrderedIds(now::get, new SplittableRandom(1));

    @Test
    void anIdHas26CharactersOfDigitsAndLowerCaseLetters() {
        assertThat(ids.next()).matches("[0-9a-z]{26}");
    }

    @Test
    void idsGrowWhileTheClockStandsStillAndWhenItGoesBack() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            made.add(ids.next());
        }
        now.updateAndGet(instant -> instant.minusSeconds(5));
        made.add(ids.next());

        assertThat(made).isSorted();
        assertThat(new HashSet<>(made)).hasSize(1_001);
    }

    @Test
    void aLaterIdOfAnotherProcessSortsAfter() {
        String early = ids.next();
        now.updateAndGet(instant -> instant.plusMillis(1));

        assertThat(new TimeOrderedIds(now::get, new SplittableRandom(2)).next())
                .isGreaterThan(early);
    }
}
