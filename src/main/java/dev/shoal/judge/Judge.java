package dev.shoal.judge;

import dev.shoal.agent.AgentEnd;
import dev.shoal.agent.AgentLoop;
import dev.shoal.agent.Assignment;
import dev.shoal.agent.Prompts;
import dev.shoal.agent.Workspace;
import dev.shoal.agent.Workspaces;
import dev.shoal.run.Role;
import dev.shoal.sandbox.Sandbox;
import dev.shoal.work.Verification;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// The agent that looks at the trunk with fresh eyes when a cycle ends.
@ApplicationScoped
public class Judge {
    private final AgentLoop loop;
    private final Prompts prompts;
    private final Workspaces workspaces;
    private final Evidence evidence;
    private final Verification verification;
    private final Sandbox sandbox;
    private final InstantSource clock;

    public Judge(
            AgentLoop loop,
            Prompts prompts,
            Workspaces workspaces,
            Evidence evidence,
            Verification verification,
            Sandbox sandbox,
            InstantSource clock) {
        this.loop = loop;
        this.prompts = prompts;
        this.workspaces = workspaces;
        this.evidence = evidence;
        this.verification = verification;
        this.sandbox = sandbox;
        this.clock = clock;
    }

    AgentEnd<Verdict> judge(Hearing hearing) {
        Instant begun = clock.instant();
        Workspaces.AtEnd end = workspaces.atEnd(hearing.run().id());
        try {
            Instant ran = clock.instant();
            Optional<String> complaint = evidence.complaint(hearing, end);
            Instant now = clock.instant();
            var before =
                    new Assignment.Before(Duration.between(begun, now), Duration.between(ran, now));
            return judge(hearing, end, complaint, before);
        } finally {
            sandbox.release(hearing.run().id(), hearing.scope());
        }
    }

    private AgentEnd<Verdict> judge(
            Hearing hearing,
            Workspaces.AtEnd end,
            Optional<String> complaint,
            Assignment.Before before) {
        JudgePrompt prompt = evidence.gather(hearing, end, complaint);
        Workspace workspace = end.workspace();
        var tools =
                new JudgeTools(
                        hearing, workspace, evidence.base(hearing, end), verification, complaint);
        var who =
                new Assignment.Identity(
                        hearing.run().id(),
                        hearing.subject(),
                        hearing.session(),
                        Role.JUDGE,
                        hearing.run().goal().models().of(Role.JUDGE));
        int turns = hearing.run().goal().limits().perTask().turns();
        return loop.run(
                new Assignment<>(
                        who,
                        prompts.render("judge", prompt),
                        prompts.render("judge-brief", prompt),
                        hearing.cycle().trail().notes(),
                        tools.all(),
                        new Assignment.Bounds(turns, hearing.deadline(), before, false)));
    }
}
