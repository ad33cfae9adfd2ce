package dev.shoal.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What happened in a run, told once: a line per event that a person following it wants to see.
final class Story {

    private final Map<String, String> titles = new HashMap<>();
    private String after = "";

    /// The address of the events that have not been told.
    String path(String run) {
        String from =
                after.isEmpty() ? "" : "?after=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
        return "/runs/" + run + "/events" + from;
    }

    /// The lines of a page of events, in order.
    List<String> lines(JsonNode page) {
        List<String> lines = new ArrayList<>();
        for (JsonNode event : page.path("items")) {
            after = event.path("id").asText(after);
            String line = line(event);
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private String line(JsonNode event) {
        String subject = event.path("subject").asText();
        String text = event.path("text").asText();
        return switch (event.path("kind").asText()) {
            case "task.created" -> {
                titles.put(subject, text);
                yield "";
            }
            case "plan.created" -> {
                titles.put(subject, "planner for " + text);
                yield told("begun", subject);
            }
            case "task.landed" -> told("landed", subject) + ": " + text;
            case "task.done" -> told("no change", subject) + ": " + text;
            case "task.failed", "plan.failed" -> told("failed", subject) + ": " + text;
            case "plan.done" -> told("done", subject) + ": " + text;
            case "cycle.judged" -> "judged    " + subject + " " + text;
            case "cycle.begun" -> "begun     cycle " + subject.substring(1);
            default -> "";
        };
    }

    private String told(String word, String subject) {
        return "%-9s %s %s".formatted(word, subject, titles.getOrDefault(subject, "")).strip();
    }
}
