package dev.shoal.work;

import dev.shoal.agent.Arguments;
import dev.shoal.agent.ReadingTools;
import dev.shoal.agent.Tool;
import dev.shoal.agent.Tool.Parameter;
import dev.shoal.agent.Tool.Reply;
import dev.shoal.agent.Tool.Reply.Answer;
import dev.shoal.agent.Tool.Reply.Finish;
import dev.shoal.agent.Tool.Type;
import dev.shoal.agent.Workspace;
import dev.shoal.run.Refused;
import dev.shoal.trunk.ConflictedFile;
import dev.shoal.trunk.Merge;
import dev.shoal.trunk.RepoPath;
import dev.shoal.trunk.TreeId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a reconciler can do: read each conflict, resolve each, and finish when none is left.
final class ReconcilerTools {
    private static final String MARKER = "<<<<<<<";

    private final Job job;
    private final Workspace workspace;
    private final Verification verification;
    private final Map<RepoPath, ConflictedFile> all = new LinkedHashMap<>();
    private final Map<RepoPath, ConflictedFile> open = new LinkedHashMap<>();

    ReconcilerTools(
            Job job, Workspace workspace, Merge.Conflict conflict, Verification verification) {
        this.job = job;
        this.workspace = workspace;
        this.verification = verification;
        conflict.files().forEach(file -> all.put(file.path(), file));
        open.putAll(all);
    }

    List<Tool<TreeId>> all() {
        List<Tool<TreeId>> tools = new ArrayList<>(ReadingTools.of(workspace));
        tools.add(readConflict());
        tools.add(resolve());
        tools.add(finishReconcile());
        return tools;
    }

    private Tool<TreeId> readConflict() {
        return new Tool<>(
                "read_conflict",
                "Reads a conflicted file with diff3 markers: ours = what has landed, base, theirs = this task.",
                List.of(new Parameter("path", Type.STRING, "one of the files in conflict", true)),
                a -> new Answer<>(file(a).markers()));
    }

    private Tool<TreeId> resolve() {
        return new Tool<>(
                "resolve",
                "Settles a conflicted file: content is the whole file as it shall be, without markers. What isn't text"
                        + " can be taken whole, from ours or theirs. With neither, the file is deleted.",
                List.of(
                        new Parameter("path", Type.STRING, "one of the files in conflict", true),
                        new Parameter("content", Type.STRING, "the whole file", false),
                        new Parameter(
                                "take", Type.STRING, "ours or theirs, in place of content", false)),
                this::resolve);
    }

    private Reply<TreeId> resolve(Arguments a) {
        ConflictedFile file = file(a);
        workspace.become(settled(file, a));
        open.remove(file.path());
        return new Answer<>(
                open.isEmpty()
                        ? "resolved; no conflict is left"
                        : "resolved; left: " + open.keySet());
    }

    private TreeId settled(ConflictedFile file, Arguments a) {
        var content = a.optionalString("content");
        var take = a.optionalString("take").filter(side -> !side.isBlank());
        if (take.isPresent()) {
            return taken(file, take.get(), content.isPresent());
        }
        if (content.isEmpty()) {
            return file.delete(workspace.tree());
        }
        if (content.get().lines().anyMatch(line -> line.startsWith(MARKER))) {
            throw new Refused("content", "the content still has conflict markers");
        }
        return file.resolve(workspace.tree(), content.get().getBytes(StandardCharsets.UTF_8));
    }

    private TreeId taken(ConflictedFile file, String side, boolean withContent) {
        if (withContent) {
            throw new Refused("take", "give content or take, not both");
        }
        return switch (side) {
            case "ours" -> file.take(workspace.tree(), file.sides().ours());
            case "theirs" -> file.take(workspace.tree(), file.sides().theirs());
            default -> throw new Refused("take", "take must be ours or theirs");
        };
    }

    private ConflictedFile file(Arguments a) {
        ConflictedFile file = all.get(new RepoPath(a.string("path")));
        if (file == null) {
            throw new Refused("path", "not in conflict; the files in conflict are " + all.keySet());
        }
        return file;
    }

    private Tool<TreeId> finishReconcile() {
        return new Tool<>(
                "finish_reconcile",
                "Ends the reconciliation when every conflict is resolved. The verify command is run first; if it"
                        + " fails you get its output and go on.",
                List.of(new Parameter("note", Type.STRING, "how both intents were kept", true)),
                a -> finish());
    }

    private Reply<TreeId> finish() {
        if (!open.isEmpty()) {
            throw new Refused("still in conflict: " + open.keySet());
        }
        return verification
                .complaint(job.run(), job.scope(), workspace.tree(), job.deadline())
                .<Reply<TreeId>>map(text -> new Answer<>("Not finished: " + text))
                .orElseGet(() -> new Finish<>(workspace.tree()));
    }
}
