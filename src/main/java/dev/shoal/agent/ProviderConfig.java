package dev.shoal.agent;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/// Where the providers are and which keys they want. `application.properties` fills these from the
/// variables that users know, such as `OPENAI_API_KEY`.
@ConfigMapping(prefix = "shoal.providers")
interface ProviderConfig {
    Endpoint openai();

    Endpoint anthropic();

    Bedrock bedrock();

    interface Endpoint {
        Optional<String> apiKey();

        Optional<String> baseUrl();
    }

    interface Bedrock {
        /// The region to call; the one of the AWS credentials if absent.
        Optional<String> region();
    }
}
