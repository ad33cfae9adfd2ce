package dev.shoal.simulation;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import dev.shoal.agent.Loops;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// The model of all agents: says what the script says, after a while, if it doesn't fail.
final class Model implements ChatModel {
    private static final int OUTPUT = 60;

    /// Each second in truth; seldom enough here for the simulation to be quick.
    private static final long LOOK = 7_000_000;

    private final World world;
    private final Script script;
    private final Invariants invariants;
    private final Shape shape;
    private long most;
    private BooleanSupplier wanted = () -> true;

    Model(World world, Script script, Invariants invariants, Shape shape) {
        this.shape = shape;
        this.world = world;
        this.script = script;
        this.invariants = invariants;
    }

    /// The next call may take so long, and no longer than its answer is wanted.
    void limit(Duration time, BooleanSupplier asked) {
        most = Timeline.micros(time);
        wanted = asked;
    }

    @Override
    public ChatResponse chat(ChatRequest request) {
        invariants.acts(world.current(), "call the model");
        long may = most;
        BooleanSupplier asked = wanted;
        long time = world.chance.spread(shape.model().least(), shape.model().most());
        int input = tokens(request);
        if (time > may) {
            invariants.charged(input);
            think(may, asked);
            throw new Loops.TookTooLong();
        }
        if (world.weather.strikes(Fault.MODEL)) {
            think(time, asked);
            throw failure();
        }
        if (input > shape.window()) {
            think(time, asked);
            throw new HttpException(400, "prompt is too long");
        }
        invariants.charged(input + OUTPUT);
        AiMessage reply = script.reply(request);
        think(time, asked);
        if (world.weather.strikes(Fault.DIED_AFTER)) {
            world.die("during a model call");
        }
        return ChatResponse.builder()
                .aiMessage(reply)
                .tokenUsage(new TokenUsage(input, OUTPUT))
                .build();
    }

    /// Looks now and then whether anybody still waits.
    private void think(long time, BooleanSupplier asked) {
        for (long rest = time; rest > 0; rest -= LOOK) {
            world.sleep(Math.min(rest, LOOK));
            if (rest > LOOK && !asked.getAsBoolean()) {
                throw new Loops.TookTooLong();
            }
        }
    }

    private RuntimeException failure() {
        return switch (world.chance.from(0, 6)) {
            case 0, 1 -> new HttpException(503, "overloaded");
            case 2 -> Loops.tooManyRequests(Duration.ofSeconds(world.chance.from(1, 60)));
            case 3 -> Loops.tooManyRequests(Duration.ofMinutes(world.chance.from(3, 30)));
            case 4 -> new IllegalStateException("unreadable");
            case 5 -> new HttpException(400, "prompt is too long");
            default -> new HttpException(400, "no such parameter");
        };
    }

    /// About four characters make a token.
    private static int tokens(ChatRequest request) {
        int characters = 0;
        for (ChatMessage message : request.messages()) {
            characters += length(message);
        }
        return characters / 4;
    }

    private static int length(ChatMessage message) {
        return switch (message) {
            case dev.langchain4j.data.message.SystemMessage m -> m.text().length();
            case AiMessage m -> m.text() == null ? 0 : m.text().length();
            default -> Talk.text(message).length();
        };
    }
}
