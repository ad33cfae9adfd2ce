package dev.shoal.agent;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// What the machines cost that agents and their commands run on. Nothing in local mode.
@ConfigMapping(prefix = "shoal.compute")
interface ComputeConfig {
    /// For Lambda on arm64, 0.0000133334 in most regions.
    @WithDefault("0")
    double usdPerGbSecond();

    /// Megabytes of the functions that agents run in.
    @WithDefault("512")
    int agentMb();

    /// Megabytes of the function that runs commands.
    @WithDefault("2048")
    int sandboxMb();
}
