package dev.shoal.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Knows the script by heart: the reply to a conversation follows from the conversation alone, so
/// restarts and any number of agents at once don't confuse it.
final class Actor {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Script script;

    Actor(Script script) {
        this.script = script;
    }

    /// What the model does next.
    sealed interface Line {
        record Says(Script.Step step, long delayMillis) implements Line {}

        /// The script has nothing for this.
        record Stuck(String why) implements Line {}
    }

    Line next(Conversation talk) {
        if (!talk.tools()) {
            return says(talk, new Script.Step("(rehearsal) Nothing to note.", null, 0, null));
        }
        Optional<Script.Scene> scene = script.scene(talk);
        if (scene.isEmpty()) {
            return new Line.Stuck("the rehearsal has no scene for " + talk.headers());
        }
        List<Script.Step> steps = steps(scene.get(), talk);
        return talk.replies() < steps.size()
                ? says(talk, steps.get(talk.replies()))
                : new Line.Stuck("the rehearsal's scene for " + talk.headers() + " is over");
    }

    private Line says(Conversation talk, Script.Step step) {
        return new Line.Says(step, delay(talk) + step.pause());
    }

    /// Without what exists already; a step that has nothing left to do is left out.
    private static List<Script.Step> steps(Script.Scene scene, Conversation talk) {
        List<Script.Step> steps = new ArrayList<>();
        for (Script.Step step : scene.steps()) {
            List<Script.ToolCall> calls =
                    step.calls().stream()
                            .filter(call -> call.creates().filter(talk::tellsOf).isEmpty())
                            .map(call -> filledIn(call, talk.headers()))
                            .toList();
            if (!calls.isEmpty() || step.calls().isEmpty()) {
                steps.add(new Script.Step(step.say(), calls, step.pause(), step.meets()));
            }
        }
        return steps;
    }

    private static Script.ToolCall filledIn(Script.ToolCall call, Map<String, String> headers) {
        ObjectNode arguments = JSON.createObjectNode();
        if (call.arguments() != null) {
            for (var field : call.arguments().properties()) {
                arguments.set(field.getKey(), filledIn(field.getValue(), headers));
            }
        }
        return new Script.ToolCall(call.tool(), arguments);
    }

    private static JsonNode filledIn(JsonNode value, Map<String, String> headers) {
        if (!value.isTextual()) {
            return value;
        }
        String text = value.textValue();
        for (var header : headers.entrySet()) {
            text = text.replace("${" + header.getKey() + "}", header.getValue());
        }
        return JSON.getNodeFactory().textNode(text);
    }

    /// Chance, but the same at each rehearsal.
    private long delay(Conversation talk) {
        long seed = script.seed() * 31 + talk.headers().hashCode() * 31L + talk.replies();
        RandomGenerator chance = RandomGeneratorFactory.of("SplittableRandom").create(seed);
        return chance.nextLong(script.delay().least(), script.delay().most() + 1L);
    }
}
