package dev.shoal.agent;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.shoal.run.Amount;
import dev.shoal.run.ModelName;
import dev.shoal.run.Spend;
import java.time.Duration;

/// Charges an agent's model calls, and its time, to its allowance.
final class Till {
    /// A model that may not say this much had better not be asked.
    private static final int SHORTEST_REPLY = 4_000;

    /// What a call is taken to have brought forth that was given up before its reply came.
    private static final long LOST_REPLY = 1_000;

    private final Prices prices;
    private final ModelName model;
    private final Allowance allowance;
    private final int longestReply;
    private long foreseen;
    private int reply;

    Till(Prices prices, ModelName model, Allowance allowance, int longestReply) {
        this.prices = prices;
        this.model = model;
        this.allowance = allowance;
        this.longestReply = longestReply;
        this.reply = longestReply;
    }

    /// Reserves for a call that sends `tokens` at most, and for a reply of the longest length that
    /// the run has enough for. False if it hasn't even enough for a short one.
    boolean covers(long tokens) {
        foreseen = tokens;
        for (int most = longestReply; most >= Math.min(SHORTEST_REPLY, longestReply); most /= 2) {
            if (allowance.covers(most(tokens, most))) {
                reply = most;
                return true;
            }
        }
        return false;
    }

    /// The same again, after a call that was charged for and came to nothing.
    boolean coversAgain() {
        return covers(foreseen);
    }

    /// How many tokens the reply may have, for it is reserved for so many.
    int reply() {
        return reply;
    }

    Spend charge(Usage usage) {
        Spend cost = prices.of(model, usage);
        allowance.charge(cost);
        return cost;
    }

    /// For a call that was sent and got no answer.
    void chargeSent(ChatRequest request) {
        charge(new Usage(Usage.tokens(request.messages().toString().length()), 0, 0, LOST_REPLY));
    }

    /// For an agent's time, and for that of its tools.
    void chargeTime(Duration agent, Duration tools) {
        allowance.charge(prices.compute(agent, tools));
    }

    boolean isScarce() {
        return allowance.isScarce();
    }

    Spend spent() {
        return allowance.spent();
    }

    /// What all of it sent may cost at most: written to the provider's cache, the dearest way.
    private Amount most(long tokens, int reply) {
        return prices.of(model, new Usage(0, 0, tokens, reply)).amount();
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
