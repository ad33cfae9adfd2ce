package dev.shoal.agent;

import dev.shoal.trunk.Depot;
import dev.shoal.trunk.RepoPath;
import dev.shoal.trunk.TreeId;
import dev.shoal.trunk.Trees;

/// The tree that one agent is looking at or working on. Never a directory. Confined to one thread.
public final class Workspace {
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

    /// The repository's own advice to agents: its `AGENTS.md`, or nothing.
    public String advice() {
        return switch (trees.read(tree, RepoPath.parse("AGENTS.md"))) {
            case dev.shoal.trunk.Content.Text text -> text.content();
            default -> "";
        };
    }
}
