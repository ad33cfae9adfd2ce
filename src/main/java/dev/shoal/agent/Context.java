package dev.shoal.agent;

import dev.shoal.run.ModelName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/// The share of each model's context window that a conversation may fill, and the longest reply to
/// ask for, in tokens.
@ApplicationScoped
public class Context {
    private static final int USUAL_REPLY = 16_384;
    private final int reply;
    private final int usual;
    private final Map<String, Integer> byModel;

    @Inject
    Context(AgentConfig config) {
        this(config.contextTokens(), config.contextTokensOf(), config.maxOutputTokens());
    }

    Context(int usual, Map<String, Integer> byModel) {
        this(usual, byModel, USUAL_REPLY);
    }

    Context(int usual, Map<String, Integer> byModel, int reply) {
        this.reply = reply;
        this.usual = usual;
        this.byModel = Map.copyOf(byModel);
    }

    int reply() {
        return reply;
    }

    int tokensOf(ModelName model) {
        return byModel.getOrDefault(model.toString(), usual);
    }
}
