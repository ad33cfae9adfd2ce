package dev.shoal.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run as clients see it.
@RegisterForReflection(registerFullHierarchy = true)
public record RunView(
        String id,
        String state,
        @Nullable String reason,
        int cycle,
        String goal,
        String repository,
        String target,
        String createdAt,
        @Nullable String endedAt,
        Map<String, Long> tasks,
        Map<String, Long> plans,
        TrunkView trunk,
        long conflicts,
        SpentView spent,
        RunRequest.LimitsBody limits,
        @Nullable VerdictView verdict) {

    /// `position` and `mirrored` are -1 before the run is seeded.
    @RegisterForReflection
    public record TrunkView(long position, @Nullable String commit, long mirrored) {}

    /// `usd` is all of it; `byRole` and `computeUsd` are its parts. What `unpriced` models cost is
    /// not known: only the limit on tokens holds for them.
    @RegisterForReflection
    public record SpentView(
            long inputTokens,
            long outputTokens,
            double usd,
            List<RoleView> byRole,
            double computeUsd,
            List<String> unpriced) {}

    @RegisterForReflection
    public record RoleView(
            String role, String model, long inputTokens, long outputTokens, double usd) {}

    @RegisterForReflection
    public record VerdictView(String decision, String reason) {}
}
