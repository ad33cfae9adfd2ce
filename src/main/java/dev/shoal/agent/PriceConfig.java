package dev.shoal.agent;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;
import java.util.OptionalDouble;

/// What models cost, by `provider/model`, in US dollars per million tokens.
@ConfigMapping(prefix = "shoal.prices")
interface PriceConfig {
    @WithParentName
    Map<String, Entry> models();

    interface Entry {
        double input();

        /// For input read from the provider's cache; as `input` if absent.
        OptionalDouble cached();

        double output();
    }
}
