package dev.shoal.agent;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.shoal.run.Amount;
import dev.shoal.run.ModelName;
import dev.shoal.run.Spend;

/// Charges an agent's model calls to its allowance.
final class Till {
    /// What is foreseen for a reply's output before it is known.
    private static final long REPLY = 4_000;

    private final Prices prices;
    private final ModelName model;
    private final Allowance allowance;

    Till(Prices prices, ModelName model, Allowance allowance) {
        this.prices = prices;
        this.model = model;
        this.allowance = allowance;
    }

    /// Reserves for a call that sends about `tokens`. False if the run has no more.
    boolean covers(long tokens) {
        Amount next = prices.of(model, new Usage(tokens, 0, 0, REPLY)).amount();
        return allowance.covers(next);
    }

    Spend charge(Usage usage) {
        Spend cost = prices.of(model, usage);
        allowance.charge(cost);
        return cost;
    }

    /// For a call that was sent and got no answer.
    void chargeSent(ChatRequest request) {
        charge(Usage.estimate(request.messages().toString().length(), 0));
    }

    boolean isScarce() {
        return allowance.isScarce();
    }

    Spend spent() {
        return allowance.spent();
    }

    /// What the provider reported, or an estimate: a reply is never free because its report is
    /// missing.
    static Usage usage(ChatResponse response, long sentTokens) {
        Usage reported =
                response.tokenUsage() == null
                        ? new Usage(0, 0, 0, 0)
                        : Usage.of(response.tokenUsage());
        return reported.isNothing()
                ? new Usage(
                        sentTokens, 0, 0, Usage.tokens(response.aiMessage().toString().length()))
                : reported;
    }
}
