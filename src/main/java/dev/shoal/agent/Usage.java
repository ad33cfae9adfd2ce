package dev.shoal.agent;

import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.bedrock.BedrockTokenUsage;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import org.jspecify.annotations.Nullable;

/// What one model call used, in tokens. `cacheRead` and `cacheWritten` are input tokens beside
/// `input`, not part of it.
record Usage(long input, long cacheRead, long cacheWritten, long output) {
    /// More than any model's window: what a broken server reports beyond it is not believed.
    private static final long MOST = 20_000_000;

    /// What the provider reported. The providers differ in whether cached tokens are part of the
    /// input count.
    static Usage of(TokenUsage usage) {
        long input = count(usage.inputTokenCount());
        long output = count(usage.outputTokenCount());
        return switch (usage) {
            case AnthropicTokenUsage u ->
                    new Usage(
                            input,
                            count(u.cacheReadInputTokens()),
                            count(u.cacheCreationInputTokens()),
                            output);
            case BedrockTokenUsage u ->
                    new Usage(
                            input,
                            count(u.cacheReadInputTokens()),
                            count(u.cacheWriteInputTokens()),
                            output);
            case OpenAiTokenUsage u when u.inputTokensDetails() != null -> {
                long cached = Math.min(input, count(u.inputTokensDetails().cachedTokens()));
                yield new Usage(input - cached, cached, 0, output);
            }
            default -> new Usage(input, 0, 0, output);
        };
    }

    /// For replies without a report: about four characters make a token.
    static Usage estimate(long charactersIn, long charactersOut) {
        return new Usage(tokens(charactersIn), 0, 0, tokens(charactersOut));
    }

    static long tokens(long characters) {
        return (characters + 3) / 4;
    }

    boolean isNothing() {
        return allInput() + output == 0;
    }

    long allInput() {
        return input + cacheRead + cacheWritten;
    }

    private static long count(@Nullable Integer reported) {
        return reported == null ? 0 : Math.clamp(reported, 0, MOST);
    }
}
