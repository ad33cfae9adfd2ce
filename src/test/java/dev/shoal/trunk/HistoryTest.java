package dev.shoal.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.run.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private final Grove grove = Grove.inMemory();
    private final CommitId start = grove.commit(grove.tree("a.txt", "0", "b.txt", "0"));

    private CommitId next(CommitId parent, String path, String text, String message) {
        TreeId tree = grove.with(grove.depot.treeOf(parent), path, text);
        return grove.depot.commit(
                new CommitDraft(tree, parent, "Me", "me@example.com", Instant.EPOCH, message));
    }

    private List<History.Step> touchingA(CommitId to, int most) {
        return new History(grove.depot)
                .touching(start, to, List.of(new RepoPath("a.txt"), new RepoPath("new.txt")), most);
    }

    @Test
    void onlyWhatChangedOneOfThePathsIsFoundOldestFirst() {
        CommitId one = next(start, "a.txt", "1", "One\n\nShoal-Task: c1.1-1\n");
        CommitId two = next(one, "b.txt", "2", "Two\n\nShoal-Task: c1.1-2\n");
        CommitId three = next(two, "new.txt", "3", "Three\n\nShoal-Task: c1.1-3\n");
        CommitId four = next(three, "b.txt", "4", "Four\n\nShoal-Task: c1.1-4\n");

        assertThat(touchingA(four, 10))
                .containsExactly(
                        new History.Step(one, "One", Optional.of(new TaskId("c1.1-1"))),
                        new History.Step(three, "Three", Optional.of(new TaskId("c1.1-3"))));
    }

    @Test
    void ofManyTheNewestAreFound() {
        CommitId end = start;
        for (int i = 1; i <= 5; i++) {
            end = next(end, "a.txt", String.valueOf(i), "Change " + i);
        }
        assertThat(touchingA(end, 2))
                .extracting(History.Step::subject)
                .containsExactly("Change 4", "Change 5");
    }

    @Test
    void aTrailerOfSomebodyElseIsNoTask() {
        CommitId end = next(start, "a.txt", "1", "One\n\nShoal-Task: ../../etc\n");
        assertThat(touchingA(end, 1)).extracting(History.Step::task).containsOnly(Optional.empty());
    }
}
