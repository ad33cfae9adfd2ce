package dev.shoal.agent;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/// How agents talk to models.
@ConfigMapping(prefix = "shoal.agent")
interface AgentConfig {
    /// How long one model call may take as a whole.
    @WithDefault("PT5M")
    Duration requestTimeout();

    /// The tokens that a conversation may grow to before the agent goes on from its own notes.
    @WithDefault("120000")
    int contextTokens();

    /// The same for single models, by `provider/model`.
    Map<String, Integer> contextTokensOf();

    /// The longest reply to ask for; less is asked for when the allowance is nearly used up.
    @WithDefault("16384")
    int maxOutputTokens();
}
