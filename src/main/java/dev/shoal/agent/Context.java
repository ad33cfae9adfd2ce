package dev.shoal.agent;

import dev.shoal.run.ModelName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/// The share of each model's context window that a conversation may fill, in tokens.
@ApplicationScoped
public class Context {
    private final int usual;
    private final Map<String, Integer> byModel;

    @Inject
    Context(AgentConfig config) {
        this(config.contextTokens(), config.contextTokensOf());
    }

    Context(int usual, Map<String, Integer> byModel) {
        this.usual = usual;
        this.byModel = Map.copyOf(byModel);
    }

    int tokensOf(ModelName model) {
        return byModel.getOrDefault(model.toString(), usual);
    }
}
