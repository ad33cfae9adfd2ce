package dev.shoal.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.run.Limits;
import dev.shoal.run.PlanId;
import dev.shoal.run.Run;
import dev.shoal.run.RunState;
import dev.shoal.run.Steering;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What passes from one cycle to the next.
class FreshStartTest {
    private static final String FACT = "the parser needs a final semicolon";

    @TempDir Path folder;

    @Test
    void whatWorkersLearntInCycleOneTheRootPlannerOfCycleTwoReadsOnce() {
        Cast cast = new Cast(3, "continue", "complete");
        cast.handoff = "Wrote the file.\n- Learnt: " + FACT + ".";
        House house = new House(folder, cast.model(), Limits.DEFAULT);

        house.play(Duration.ofHours(5));

        assertThat(((RunState.Ended) house.state()).outcome()).isEqualTo(RunState.Outcome.COMPLETE);
        String first =
                cast.plannerBriefs.stream()
                        .filter(brief -> brief.contains("Cycle: 2"))
                        .findFirst()
                        .orElseThrow();
        assertThat(first)
                .contains("Round: 1", "so it is", "all is planned", "What was learnt in it:")
                .containsOnlyOnce(FACT)
                .doesNotContain("Wrote the file");
    }

    @Test
    void aRunThatGoesOnWhenMoreCyclesAreAllowedKnowsWhatWasLearntToo() {
        Cast cast = new Cast(2, "continue");
        cast.handoff = "Learnt: " + FACT;
        Limits one = limits(1);
        House house = new House(folder, cast.model(), one);
        house.play(Duration.ofHours(5));
        assertThat(((RunState.Ended) house.state()).outcome())
                .isEqualTo(RunState.Outcome.EXHAUSTED);

        assertThat(house.get(Steering.class).limit(House.RUN, one, limits(2))).isTrue();
        Run run = house.memory.runs().find(House.RUN).orElseThrow();
        assertThat(house.get(Resumption.class).resume(run)).isEmpty();

        assertThat(house.plan(PlanId.root(2)).brief().instructions())
                .contains("so it is")
                .containsOnlyOnce(FACT);
    }

    private static Limits limits(int cycles) {
        Limits d = Limits.DEFAULT;
        return new Limits(cycles, d.tasks(), d.depth(), d.rounds(), d.perTask(), d.budget());
    }

    @Test
    void theJudgeReadsWhatLandedWhatItsWorkersSayWhichFilesChangedAndWhatWasSpent() {
        Cast cast = new Cast(2, "complete");
        cast.handoff = "the file says what it should";
        House house = new House(folder, cast.model(), Limits.DEFAULT);
        house.upload = Duration.ofSeconds(5);

        house.play(Duration.ofHours(5));

        assertThat(cast.judgeBriefs)
                .singleElement()
                .asString()
                .contains("2 changes landed in it")
                .contains("- c1.1-1: file-1-1: the file says what it should")
                .contains("A file-1-1", "A file-1-2")
                .contains("all is planned")
                .containsPattern("Spent so far: [1-9][0-9]* of 50000000 tokens");
    }

    @Test
    void lessonsAreFewAndShort() {
        Lessons lessons = new Lessons();
        lessons.hear(
                "**Learnt**: "
                        + FACT
                        + "\n* finding: "
                        + FACT.toUpperCase(Locale.ROOT)
                        + "!\nlearn: no");
        for (int i = 0; i < 60; i++) {
            lessons.hear("  > Concern: number " + i + " " + "long ".repeat(200));
        }

        assertThat(lessons.told().lines()).hasSize(41);
        assertThat(lessons.told()).startsWith("- " + FACT + "\n").endsWith("- and 21 more");
        assertThat(lessons.told().length()).isLessThan(15_000);
    }

    @Test
    void aWorkersHandoffWithoutLessonsTeachesNothing() {
        Lessons lessons = new Lessons();
        lessons.hear("Did it. Learnt a lot: nothing.\nNo concerns.");

        assertThat(lessons.told()).isEmpty();
    }
}
