package dev.shoal.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoal.run.Announcement.JudgeCycle;
import dev.shoal.run.Announcement.MirrorTrunk;
import dev.shoal.run.Announcement.RunPlan;
import dev.shoal.run.Announcement.RunTask;
import dev.shoal.run.Announcement.SeedRun;
import java.util.Optional;

/// An announcement as the text of a message: `{"do":"task","run":"r1","id":"c1.1-7"}`.
public final class AnnouncementCodec {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AnnouncementCodec() {}

    /// The names in it need no escaping: see [RunId], [PlanId] and [TaskId].
    public static String encode(Announcement announcement) {
        return switch (announcement) {
            case SeedRun(var run) -> text("seed", run, "");
            case MirrorTrunk(var run) -> text("mirror", run, "");
            case RunPlan(var run, var plan) -> text("plan", run, plan.value());
            case RunTask(var run, var task) -> text("task", run, task.value());
            case JudgeCycle(var run, var cycle) -> text("judge", run, Integer.toString(cycle));
        };
    }

    private static String text(String verb, RunId run, String id) {
        return "{\"do\":\"%s\",\"run\":\"%s\",\"id\":\"%s\"}".formatted(verb, run, id);
    }

    /// Throws [Refused] if the text is no announcement; trying again won't help then.
    public static Announcement decode(String text) {
        JsonNode body = tree(text);
        RunId run = new RunId(body.path("run").asText());
        String id = body.path("id").asText();
        return switch (body.path("do").asText()) {
            case "seed" -> new SeedRun(run);
            case "mirror" -> new MirrorTrunk(run);
            case "plan" -> new RunPlan(run, new PlanId(id));
            case "task" -> new RunTask(run, new TaskId(id));
            case "judge" -> new JudgeCycle(run, cycle(id));
            default -> throw unknown(text);
        };
    }

    /// The run that a message is about, as far as one can tell even if it is no announcement.
    static Optional<RunId> run(String text) {
        try {
            return Optional.of(new RunId(tree(text).path("run").asText()));
        } catch (Refused e) {
            return Optional.empty();
        }
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw unknown(text);
        }
    }

    private static int cycle(String id) {
        if (!id.matches("[1-9][0-9]{0,5}")) {
            throw new Refused("id", "not a cycle: " + Cut.middle(id, 80));
        }
        return Integer.parseInt(id);
    }

    private static Refused unknown(String text) {
        return new Refused("body", "not an announcement: " + Cut.middle(text, 200));
    }
}
