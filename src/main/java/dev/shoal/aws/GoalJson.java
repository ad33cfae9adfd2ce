package dev.shoal.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoal.run.Goal;
import dev.shoal.run.Limits;
import dev.shoal.run.ModelName;
import dev.shoal.run.Models;
import dev.shoal.run.PermanentFault;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A goal as it is stored. What later versions add is ignored.
@RegisterForReflection(
        targets = {
            GoalJson.class,
            GoalJson.VerifyJson.class,
            GoalJson.ModelsJson.class,
            Limits.class,
            Limits.Effort.class,
            Limits.Budget.class
        })
record GoalJson(
        String text,
        String repository,
        @Nullable String branch,
        String target,
        @Nullable VerifyJson verify,
        ModelsJson models,
        Limits limits) {

    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    record VerifyJson(String command, String timeout) {}

    record ModelsJson(String planner, String worker, String judge) {}

    static String write(Goal goal) {
        try {
            return JSON.writeValueAsString(of(goal));
        } catch (JsonProcessingException e) {
            throw new PermanentFault("a goal that can't be stored", e);
        }
    }

    static Goal read(String json) {
        try {
            return JSON.readValue(json, GoalJson.class).goal();
        } catch (JsonProcessingException e) {
            throw new PermanentFault("not a stored goal: " + json, e);
        }
    }

    static String write(Limits limits) {
        try {
            return JSON.writeValueAsString(limits);
        } catch (JsonProcessingException e) {
            throw new PermanentFault("limits that can't be stored", e);
        }
    }

    static Limits limits(String json) {
        try {
            return JSON.readValue(json, Limits.class);
        } catch (JsonProcessingException e) {
            throw new PermanentFault("not stored limits: " + json, e);
        }
    }

    private static GoalJson of(Goal goal) {
        Models models = goal.models();
        return new GoalJson(
                goal.text(),
                goal.source().repository().toString(),
                goal.source().branch().orElse(null),
                goal.source().target(),
                goal.verify()
                        .map(v -> new VerifyJson(v.command(), v.timeout().toString()))
                        .orElse(null),
                new ModelsJson(
                        models.planner().toString(),
                        models.worker().toString(),
                        models.judge().toString()),
                goal.limits());
    }

    private Goal goal() {
        return new Goal(
                text,
                new Goal.Source(URI.create(repository), Optional.ofNullable(branch), target),
                Optional.ofNullable(verify)
                        .map(v -> new Goal.Verify(v.command(), Duration.parse(v.timeout()))),
                new Models(
                        ModelName.parse("planner", models.planner()),
                        ModelName.parse("worker", models.worker()),
                        ModelName.parse("judge", models.judge())),
                limits);
    }
}
