package dev.shoal.agent;

import dev.langchain4j.model.chat.ChatModel;
import dev.shoal.run.Ledger;
import dev.shoal.run.Pause;
import dev.shoal.run.RunWatch;
import java.time.InstantSource;
import java.util.Map;

/// Agent loops for tests: real in all but the model, which is given.
public final class Loops {
    private static final int CONTEXT = 120_000;

    private Loops() {}

    /// Every model's name leads to `model`; nothing costs dollars; waits pass at once.
    public static AgentLoop of(
            ChatModel model,
            RunWatch watch,
            Ledger ledger,
            Transcripts transcripts,
            InstantSource clock) {
        return new AgentLoop(
                equipment(model, time -> {}, CONTEXT), watch, ledger, transcripts, clock);
    }

    static Equipment equipment(ChatModel model, Pause pause, int context) {
        return new Equipment(
                name -> model,
                new Prices(Map.of()),
                new Context(context, Map.of()),
                Prompts.withoutQuarkus(),
                new Line.Waiting(pause, new Backoff(() -> 0.5)));
    }
}
