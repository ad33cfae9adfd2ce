package dev.shoal.trunk;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.run.PermanentFault;
import dev.shoal.run.TransientFault;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// `/dev/full` answers each write as a full disk does.
@EnabledOnOs(OS.LINUX)
class FullDiskTest {
    private static final Path FULL = Path.of("/dev/full");

    @TempDir Path folder;

    private Depot depot;
    private CommitId first;
    private CommitId second;

    @BeforeEach
    void twoCommits() {
        depot = Depot.open(folder.resolve("depot"));
        Trees trees = new Trees(depot);
        TreeId tree = TreeId.of(Constants.EMPTY_TREE_ID);
        TreeId fuller =
                trees.apply(
                        tree,
                        Map.of(
                                RepoPath.parse("a.txt"),
                                Optional.of(new Entry.File(trees.insert(new byte[100]), false))));
        first = commit(fuller, new CommitId("0".repeat(39) + "1"));
        second = commit(tree, first);
    }

    private CommitId commit(TreeId tree, CommitId parent) {
        return depot.commit(new CommitDraft(tree, parent, "a", "a@b.invalid", Instant.EPOCH, "m"));
    }

    @Test
    void aPackThatFindsNoSpaceIsTriedAgainLater() {
        assertThatThrownBy(() -> depot.writePack(List.of(second), first, FULL))
                .isInstanceOf(TransientFault.class)
                .hasMessageContaining("the disk is full")
                .hasMessageContaining(second.hex());
    }

    @Test
    void whatIsMissingIsNot() {
        CommitId nowhere = new CommitId("0".repeat(39) + "2");
        assertThatThrownBy(() -> depot.writePack(List.of(nowhere), first, folder.resolve("p")))
                .isInstanceOf(PermanentFault.class)
                .hasMessageContaining(nowhere.hex());
    }
}
