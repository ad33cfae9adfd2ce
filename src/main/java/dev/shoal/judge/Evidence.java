package dev.shoal.judge;

import dev.shoal.agent.Workspace;
import dev.shoal.agent.Workspaces;
import dev.shoal.run.Guidance;
import dev.shoal.run.Runs;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.TreeId;
import dev.shoal.trunk.Trees;
import dev.shoal.trunk.Trunk;
import dev.shoal.work.Verification;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is put before the judge.
@ApplicationScoped
public class Evidence {
    private static final int MOST_FILES = 200;

    private final Trunk trunk;
    private final Findings findings;
    private final Verification verification;
    private final Runs runs;

    public Evidence(Trunk trunk, Findings findings, Verification verification, Runs runs) {
        this.runs = runs;
        this.trunk = trunk;
        this.findings = findings;
        this.verification = verification;
    }

    /// `complaint` is what the verify command said of the end of the trunk, if it did not pass.
    JudgePrompt gather(Hearing hearing, Workspaces.AtEnd end, Optional<String> complaint) {
        return new JudgePrompt(
                hearing.run(),
                hearing.cycle(),
                end.end().position() - hearing.cycle().base(),
                complaint.orElse(passed(hearing)),
                account(hearing, end, complaint),
                end.workspace().advice(),
                runs.guidance(hearing.run().id()).stream().map(Guidance::text).toList());
    }

    /// The tree that the cycle began with.
    TreeId base(Hearing hearing, Workspaces.AtEnd end) {
        List<Landing> at = trunk.after(hearing.run().id(), hearing.cycle().base() - 1, 1);
        return end.depot().treeOf(at.getFirst().commit());
    }

    /// Empty if the end of the trunk passes, or there is nothing to run.
    Optional<String> complaint(Hearing hearing, Workspaces.AtEnd end) {
        return verification.complaint(
                hearing.run(), hearing.scope(), end.workspace().tree(), hearing.deadline());
    }

    private static String passed(Hearing hearing) {
        return hearing.run().goal().verify().isPresent()
                ? "The verify command passes at the end of the trunk."
                : "The run has no verify command.";
    }

    private JudgePrompt.Account account(
            Hearing hearing, Workspaces.AtEnd end, Optional<String> complaint) {
        Findings.Leavings left = findings.of(hearing.run().id(), hearing.cycle().number());
        String failed = Findings.failed(left);
        boolean sound = complaint.isEmpty() && failed.isEmpty();
        return new JudgePrompt.Account(
                left.root(),
                Findings.areas(left),
                Findings.landed(left),
                failed,
                sound ? "" : findings.broken(left),
                files(hearing, end));
    }

    /// The files that the cycle changed.
    private String files(Hearing hearing, Workspaces.AtEnd end) {
        List<String> paths = new ArrayList<>();
        Workspace workspace = end.workspace();
        workspace
                .trees()
                .differences(
                        base(hearing, end),
                        workspace.tree(),
                        difference -> paths.add(sign(difference) + " " + difference.path()));
        String shown = paths.stream().limit(MOST_FILES).collect(Collectors.joining("\n"));
        return paths.size() <= MOST_FILES
                ? shown
                : shown + "\nand %d more".formatted(paths.size() - MOST_FILES);
    }

    private static String sign(Trees.Difference difference) {
        if (difference.before().isEmpty()) {
            return "A";
        }
        return difference.after().isEmpty() ? "D" : "M";
    }
}
