package dev.shoal.judge;

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
import dev.shoal.trunk.RepoPath;
import dev.shoal.trunk.TreeId;
import dev.shoal.work.CommandTool;
import dev.shoal.work.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a judge can do: look, run, and decide.
final class JudgeTools {
    private static final int MOST_DIFF = 30_000;

    private final Hearing hearing;
    private final Workspace workspace;
    private final TreeId base;
    private final TreeId end;
    private final Verification verification;
    private Optional<String> complaint;

    /// `complaint` is what the verify command said of the end of the trunk, if it did not pass.
    JudgeTools(
            Hearing hearing,
            Workspace workspace,
            TreeId base,
            Verification verification,
            Optional<String> complaint) {
        this.complaint = complaint;
        this.hearing = hearing;
        this.workspace = workspace;
        this.base = base;
        this.end = workspace.tree();
        this.verification = verification;
    }

    List<Tool<Verdict>> all() {
        List<Tool<Verdict>> tools = new ArrayList<>(ReadingTools.of(workspace));
        tools.add(changes());
        tools.add(
                CommandTool.of(
                        hearing.run(),
                        hearing.scope(),
                        workspace,
                        verification,
                        hearing.deadline(),
                        (command, execution) -> Verification.describe(execution)));
        tools.add(giveVerdict());
        return tools;
    }

    private Tool<Verdict> changes() {
        return new Tool<>(
                "changes",
                "Shows what changed since the cycle began, as a diff.",
                List.of(
                        new Parameter(
                                "path", Type.STRING, "folder or file; default: everything", false)),
                a -> new Answer<>(diff(a.optionalString("path").orElse(""))));
    }

    private String diff(String path) {
        String diff = workspace.trees().diff(base, end, RepoPath.directory(path), MOST_DIFF);
        return diff.isEmpty() ? "no changes" : diff;
    }

    private Tool<Verdict> giveVerdict() {
        return new Tool<>(
                "give_verdict",
                "Ends your work with a decision: complete (the goal is reached, with evidence), continue (another cycle"
                        + " is worth it) or abandon (it is hopeless).",
                List.of(
                        new Parameter(
                                "decision", Type.STRING, "complete, continue or abandon", true),
                        new Parameter("reason", Type.STRING, "the evidence, claim by claim", true),
                        new Parameter(
                                "guidance",
                                Type.STRING,
                                "for continue: what the next cycle should do",
                                false)),
                this::verdict);
    }

    private Reply<Verdict> verdict(Arguments a) {
        String reason = a.string("reason");
        return switch (a.string("decision")) {
            case "complete" -> complete(reason);
            case "continue" ->
                    new Finish<>(
                            new Verdict.Continue(reason, a.optionalString("guidance").orElse("")));
            case "abandon" -> new Finish<>(new Verdict.Abandon(reason));
            default ->
                    throw new Refused("decision", "decision must be complete, continue or abandon");
        };
    }

    /// Objected to once if the verify command fails: whoever says it again has seen why.
    private Reply<Verdict> complete(String reason) {
        if (complaint.isEmpty()) {
            return new Finish<>(new Verdict.Complete(reason));
        }
        String objection =
                "Not accepted yet. At the end of the branch, "
                        + complaint.get()
                        + "\nA goal is hardly reached while that fails. Give another verdict, or the same again"
                        + " with the reason why that failure does not count.";
        complaint = Optional.empty();
        return new Answer<>(objection);
    }
}
