package dev.shoal.agent;

import dev.shoal.run.Cut;
import dev.shoal.run.Refused;
import dev.shoal.trunk.Content;
import dev.shoal.trunk.Depot;
import dev.shoal.trunk.Entry;
import dev.shoal.trunk.RepoPath;
import dev.shoal.trunk.TreeId;
import dev.shoal.trunk.Trees;

/// The tree that one agent is looking at or working on. Never a directory. Confined to one thread.
public final class Workspace {
    private static final int LONGEST_ADVICE = 30_000;

    private final Trees trees;
    private final TreeId start;
    private TreeId tree;

    public Workspace(Depot depot, TreeId start) {
        this.trees = new Trees(depot);
        this.start = start;
        this.tree = start;
    }

    public Trees trees() {
        return trees;
    }

    public TreeId tree() {
        return tree;
    }

    public void become(TreeId changed) {
        tree = changed;
    }

    public boolean isChanged() {
        return !tree.equals(start);
    }

    public boolean isFile(RepoPath path) {
        return trees.find(tree, path).filter(Entry.File.class::isInstance).isPresent();
    }

    /// A file that is as it was at the start.
    public boolean isUntouched(RepoPath path) {
        return isFile(path) && trees.find(start, path).equals(trees.find(tree, path));
    }

    /// The repository's own advice to agents: its `AGENTS.md`, or nothing. A long one is cut in the
    /// middle: it goes before every agent.
    public String advice() {
        try {
            return switch (trees.read(tree, RepoPath.parse("AGENTS.md"))) {
                case Content.Text(String text) -> Cut.middle(text, LONGEST_ADVICE);
                default -> "";
            };
        } catch (Refused e) {
            return "";
        }
    }
}
