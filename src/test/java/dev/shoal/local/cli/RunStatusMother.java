package dev.shoal.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Runs as the API shows them.
final class RunStatusMother {

    static final String RUNNING =
            """
            {"id": "r1", "state": "running", "reason": null, "cycle": 2, "goal": "Make it\\nbetter",
             "repository": "file:///srv/it.git", "target": "shoal/r1",
             "createdAt": "2026-05-01T10:00:00Z", "endedAt": null,
             "tasks": {"ready": 3, "claimed": 8, "landed": 120, "done": 2, "failed": 1},
             "plans": {"ready": 0, "claimed": 1, "waiting": 2, "done": 5, "failed": 0},
             "trunk": {"position": 120, "commit": "abc", "mirrored": 118}, "conflicts": 4,
             "spent": {"inputTokens": 1234567, "outputTokens": 45678, "usd": 1.5},
             "limits": {"cycles": 10}, "verdict": {"decision": "continue", "reason": "more to do"}}
            """;

    private RunStatusMother() {}

    static RunStatus running() {
        return of("{}");
    }

    static RunStatus complete() {
        return of(
                """
                {"state": "complete", "endedAt": "2026-05-01T10:12:34Z",
                 "trunk": {"position": 120, "mirrored": 120},
                 "verdict": {"decision": "complete", "reason": "all of it works"}}
                """);
    }

    /// A running one with some fields replaced.
    static RunStatus of(String changes) {
        try {
            ObjectMapper json = new ObjectMapper();
            ObjectNode run = (ObjectNode) json.readTree(RUNNING);
            run.setAll((ObjectNode) json.readTree(changes));
            return new RunStatus(run);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(changes, e);
        }
    }
}
