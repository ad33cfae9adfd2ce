package dev.shoal.aws;

import dev.shoal.config.ShoalConfig;
import dev.shoal.sandbox.ProcessSandbox;
import dev.shoal.sandbox.Sandbox;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Commands run in the function `sandbox` if the configuration names one, otherwise as processes of
/// this machine.
@Singleton
public class SandboxChoice {

    @Produces
    @Singleton
    Sandbox sandbox(ShoalConfig config, ProcessSandbox processes, LambdaSandbox function) {
        return config.aws().sandboxFunction().isPresent() ? function : processes;
    }
}
