package dev.shoal.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/// The body of `POST /runs`. Only `repository` and `goal` are required.
@RegisterForReflection(registerFullHierarchy = true)
public record RunRequest(
        @Nullable String repository,
        @Nullable String branch,
        @Nullable String target,
        @Nullable String goal,
        @Nullable String verify,
        @Nullable Integer verifyTimeoutSeconds,
        @Nullable ModelsBody models,
        @Nullable LimitsBody limits) {

    /// Each `provider/model`.
    @RegisterForReflection
    public record ModelsBody(
            @Nullable String planner, @Nullable String worker, @Nullable String judge) {}

    @RegisterForReflection
    public record LimitsBody(
            @Nullable Integer cycles,
            @Nullable Integer tasks,
            @Nullable Integer depth,
            @Nullable Integer rounds,
            @Nullable Integer attempts,
            @Nullable Integer legs,
            @Nullable Integer turns,
            @Nullable Long tokens,
            @Nullable Double usd,
            @Nullable Integer hours) {}
}
