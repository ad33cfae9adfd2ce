package dev.shoal.judge;

import dev.shoal.agent.Workspaces;
import dev.shoal.plan.PlanState;
import dev.shoal.plan.Plans;
import dev.shoal.run.Guidance;
import dev.shoal.run.PlanId;
import dev.shoal.run.Runs;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.TreeId;
import dev.shoal.trunk.Trunk;
import dev.shoal.work.Verification;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// What is put before the judge.
@ApplicationScoped
public class Evidence {
    private final Trunk trunk;
    private final Plans plans;
    private final Verification verification;
    private final Runs runs;

    public Evidence(Trunk trunk, Plans plans, Verification verification, Runs runs) {
        this.runs = runs;
        this.trunk = trunk;
        this.plans = plans;
        this.verification = verification;
    }

    JudgePrompt gather(Hearing hearing, Workspaces.AtEnd end) {
        return new JudgePrompt(
                hearing.run(),
                hearing.cycle(),
                end.end().position() - hearing.cycle().base(),
                verified(hearing, end),
                handoff(hearing),
                end.workspace().advice(),
                runs.guidance(hearing.run().id()).stream().map(Guidance::text).toList());
    }

    /// The tree that the cycle began with.
    TreeId base(Hearing hearing, Workspaces.AtEnd end) {
        List<Landing> at = trunk.after(hearing.run().id(), hearing.cycle().base() - 1, 1);
        return end.depot().treeOf(at.getFirst().commit());
    }

    private String verified(Hearing hearing, Workspaces.AtEnd end) {
        if (hearing.run().goal().verify().isEmpty()) {
            return "The run has no verify command.";
        }
        return verification
                .complaint(
                        hearing.run(), hearing.scope(), end.workspace().tree(), hearing.deadline())
                .orElse("The verify command passes at the end of the trunk.");
    }

    private String handoff(Hearing hearing) {
        return plans.find(hearing.run().id(), PlanId.root(hearing.cycle().number()))
                .map(
                        plan ->
                                switch (plan.state()) {
                                    case PlanState.Done(String text) -> text;
                                    case PlanState.Failed(String text) ->
                                            "The root planner failed: " + text;
                                    case PlanState.Ready ready -> "";
                                    case PlanState.Claimed claimed -> "";
                                    case PlanState.Waiting waiting -> "";
                                })
                .orElse("");
    }
}
