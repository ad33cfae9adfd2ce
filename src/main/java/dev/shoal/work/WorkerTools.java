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
import dev.shoal.run.Goal;
import dev.shoal.run.Refused;
import dev.shoal.trunk.RepoPath;
import dev.shoal.trunk.TreeId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a worker can do to its tree.
final class WorkerTools {
    private static final Parameter PATH =
            new Parameter("path", Type.STRING, "the file, from the repository's root", true);

    private final Job job;
    private final Workspace workspace;
    private final Verification verification;
    private final Obstacles obstacles;

    WorkerTools(Job job, Workspace workspace, Verification verification, Obstacles obstacles) {
        this.job = job;
        this.workspace = workspace;
        this.verification = verification;
        this.obstacles = obstacles;
    }

    List<Tool<Report>> all() {
        List<Tool<Report>> tools = new ArrayList<>(ReadingTools.of(workspace));
        tools.add(writeFile());
        tools.add(editFile());
        tools.add(deleteFile());
        tools.add(moveFile());
        tools.add(
                CommandTool.of(
                        job.run(),
                        job.scope(),
                        workspace,
                        verification,
                        job.deadline(),
                        obstacles::describe));
        tools.add(finishTask());
        return tools;
    }

    private Tool<Report> writeFile() {
        return new Tool<>(
                "write_file",
                "Creates a file, or replaces all of its content.",
                List.of(PATH, new Parameter("content", Type.STRING, "the whole new content", true)),
                a -> changed("written", write(a.string("path"), a.string("content"))));
    }

    private TreeId write(String path, String content) {
        return workspace
                .trees()
                .write(
                        workspace.tree(),
                        RepoPath.parse(path),
                        content.getBytes(StandardCharsets.UTF_8));
    }

    private Tool<Report> editFile() {
        return new Tool<>(
                "edit_file",
                "Replaces old_text, which must occur exactly once in the file, by new_text.",
                List.of(
                        PATH,
                        new Parameter(
                                "old_text",
                                Type.STRING,
                                "text as it stands in the file, with its white space",
                                true),
                        new Parameter("new_text", Type.STRING, "what shall stand there", true)),
                a -> changed("edited", edit(a)));
    }

    private TreeId edit(Arguments a) {
        return workspace
                .trees()
                .edit(
                        workspace.tree(),
                        RepoPath.parse(a.string("path")),
                        a.string("old_text"),
                        a.string("new_text"));
    }

    private Tool<Report> deleteFile() {
        return new Tool<>(
                "delete_file",
                "Deletes a file.",
                List.of(PATH),
                a ->
                        changed(
                                "deleted",
                                workspace
                                        .trees()
                                        .delete(
                                                workspace.tree(),
                                                RepoPath.parse(a.string("path")))));
    }

    private Tool<Report> moveFile() {
        return new Tool<>(
                "move_file",
                "Moves or renames a file or folder.",
                List.of(
                        new Parameter("from", Type.STRING, "where it is", true),
                        new Parameter(
                                "to", Type.STRING, "where it shall be; must not exist", true)),
                a -> changed("moved", move(a.string("from"), a.string("to"))));
    }

    private TreeId move(String from, String to) {
        return workspace.trees().move(workspace.tree(), RepoPath.parse(from), RepoPath.parse(to));
    }

    private Reply<Report> changed(String word, TreeId tree) {
        boolean same = tree.equals(workspace.tree());
        workspace.become(tree);
        return new Answer<>(same ? word + " (nothing changed)" : word);
    }

    private Tool<Report> finishTask() {
        return new Tool<>(
                "finish_task",
                "Ends your work on the task. With outcome done, the verify command is run first; if it fails you get"
                        + " its output and go on working. With outcome blocked, your files are kept and you go on from them later:"
                        + " only when a failure stands in your way that you were told another task mends.",
                List.of(
                        new Parameter("outcome", Type.STRING, "done, failed or blocked", true),
                        new Parameter(
                                "handoff",
                                Type.STRING,
                                "for the planner: what was done, what was not, deviations,"
                                        + " findings, concerns, advice; with blocked: notes for yourself",
                                true)),
                this::finish);
    }

    private Reply<Report> finish(Arguments a) {
        String handoff = a.string("handoff");
        return switch (a.string("outcome")) {
            case "failed" -> new Finish<>(new Report.GaveUp(handoff));
            case "done" ->
                    complaint()
                            .<Reply<Report>>map(Answer::new)
                            .orElseGet(() -> new Finish<>(new Report.Done(handoff)));
            case "blocked" -> new Finish<>(new Report.Blocked(handoff, obstacles.wait("outcome")));
            default -> throw new Refused("outcome", "outcome must be done, failed or blocked");
        };
    }

    private Optional<String> complaint() {
        return workspace.isChanged()
                ? verification
                        .complaint(job.run(), job.scope(), workspace.tree(), job.deadline())
                        .map(text -> "Not finished: " + obstacles.told(verify(), text))
                : Optional.empty();
    }

    private String verify() {
        return job.run().goal().verify().map(Goal.Verify::command).orElse("");
    }
}
