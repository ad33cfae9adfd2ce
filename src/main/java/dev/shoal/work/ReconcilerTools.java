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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a reconciler can do: read each conflict, resolve each, and finish when none is left.
final class ReconcilerTools {
    /// Characters of a file that is shown whole.
    private static final int LONGEST_SHOWN = 24_000;

    private static final Pattern MARKER = Pattern.compile("(<{7}|\\|{7}|>{7})( .*)?");

    private final Job job;
    private final Workspace workspace;
    private final Verification verification;
    private final Map<RepoPath, ConflictedFile> all = new LinkedHashMap<>();
    private final Map<RepoPath, ConflictedFile> open = new LinkedHashMap<>();
    private final Map<RepoPath, MarkedFile> partly = new HashMap<>();

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
                "Reads a conflicted file with diff3 markers: ours = what has landed, base, theirs = this task."
                        + " Of a long file, only the conflicts that are left, numbered.",
                List.of(new Parameter("path", Type.STRING, "one of the files in conflict", true)),
                a -> new Answer<>(shown(marked(file(a)))));
    }

    private static String shown(MarkedFile file) {
        String whole = file.text();
        return whole.length() <= LONGEST_SHOWN
                ? whole
                : "[%d lines; settle each conflict by its number]\n%s"
                        .formatted(whole.lines().count(), file.excerpts());
    }

    private MarkedFile marked(ConflictedFile file) {
        return partly.computeIfAbsent(file.path(), path -> MarkedFile.of(file.markers()));
    }

    private Tool<TreeId> resolve() {
        return new Tool<>(
                "resolve",
                "Settles a conflicted file: content is the whole file as it shall be, without markers; or, with the"
                        + " number of a conflict, only what shall stand in its place. What isn't text can be taken"
                        + " whole, from ours or theirs. With neither content nor take, the file is deleted.",
                List.of(
                        new Parameter("path", Type.STRING, "one of the files in conflict", true),
                        new Parameter(
                                "content",
                                Type.STRING,
                                "the whole file, or what replaces one conflict",
                                false),
                        new Parameter(
                                "conflict",
                                Type.INTEGER,
                                "which conflict of the file content is for, from 1",
                                false),
                        new Parameter(
                                "take", Type.STRING, "ours or theirs, in place of content", false)),
                this::resolve);
    }

    private Reply<TreeId> resolve(Arguments a) {
        ConflictedFile file = file(a);
        Optional<Integer> conflict = a.integer("conflict");
        if (conflict.isPresent()) {
            List<Integer> left = settlePart(file, conflict.get(), a.string("content"));
            if (!left.isEmpty()) {
                return new Answer<>("resolved; left in this file: conflicts " + left);
            }
        } else {
            workspace.become(settled(file, a));
        }
        open.remove(file.path());
        return new Answer<>(
                open.isEmpty()
                        ? "resolved; no conflict is left"
                        : "resolved; left: " + open.keySet());
    }

    private List<Integer> settlePart(ConflictedFile file, int conflict, String content) {
        refuseMarkers(file, content);
        MarkedFile marked = marked(file).settled(conflict, content);
        partly.put(file.path(), marked);
        if (marked.left().isEmpty()) {
            workspace.become(file.resolve(workspace.tree(), bytes(marked.text())));
        }
        return marked.left();
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
        refuseMarkers(file, content.get());
        return file.resolve(workspace.tree(), bytes(content.get()));
    }

    /// A file about git may have lines that look like markers, and keep them.
    private void refuseMarkers(ConflictedFile file, String content) {
        Set<String> own =
                file.markers()
                        .lines()
                        .filter(line -> !MarkedFile.isMarker(line))
                        .collect(Collectors.toSet());
        content.lines()
                .filter(line -> MARKER.matcher(line).matches() && !own.contains(line))
                .findFirst()
                .ifPresent(
                        line -> {
                            throw new Refused(
                                    "content", "the content still has conflict markers: " + line);
                        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
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
