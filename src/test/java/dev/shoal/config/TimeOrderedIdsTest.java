package dev.shoal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

    @Test
    void anIdHas26DigitsAndLowerCaseLetters() {
        assertThat(at(1_790_000_000_000L).next()).matches("[0-9a-v]{26}");
        assertThat(at(0).next()).hasSize(26);
    }

    @Test
    void idsSortByTheMillisecondTheyWereMadeIn() {
        List<String> ids =
                LongStream.of(1, 31, 32, 1_000_000, 1_790_000_000_000L, 1_790_000_000_001L)
                        .mapToObj(millis -> at(millis).next())
                        .toList();

        assertThat(ids).isSorted();
    }

    @Test
    void idsOfOneMillisecondDiffer() {
        TimeOrderedIds ids = at(5);

        assertThat(Stream.generate(ids::next).limit(1000)).doesNotHaveDuplicates();
    }

    private static TimeOrderedIds at(long millis) {
        return new TimeOrderedIds(
                InstantSource.fixed(Instant.ofEpochMilli(millis)), new Random(millis));
    }
}
