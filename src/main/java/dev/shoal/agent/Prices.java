package dev.shoal.agent;

import dev.shoal.run.ModelName;
import dev.shoal.run.Spend;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/// What each model costs, and the machines that agents and commands run on. A model without a price
/// costs nothing: only tokens limit it.
@ApplicationScoped
public class Prices {
    private final Map<String, Price> byModel;
    private final Machines machines;

    /// What an agent and its tools cost, in micro-dollars per second.
    record Machines(double agent, double tools) {
        static final Machines FREE = new Machines(0, 0);
    }

    @Inject
    Prices(PriceConfig config, ComputeConfig compute) {
        this(
                config.models().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> price(e.getValue()))),
                new Machines(
                        microsPerSecond(compute, compute.agentMb()),
                        microsPerSecond(compute, compute.sandboxMb())));
    }

    private static double microsPerSecond(ComputeConfig compute, int megabytes) {
        return compute.usdPerGbSecond() * megabytes / 1024 * 1e6;
    }

    Prices(Map<String, Price> byModel) {
        this(byModel, Machines.FREE);
    }

    Prices(Map<String, Price> byModel, Machines machines) {
        this.byModel = Map.copyOf(byModel);
        this.machines = machines;
    }

    /// Whether a limit in dollars can be kept for this model. A rehearsal is known to cost nothing.
    public boolean isKnown(ModelName model) {
        return model.provider().equals(Rehearsal.NAME) || byModel.containsKey(model.toString());
    }

    /// In micro-dollars, rounded up. A tool's time counts for the machine that waits for it, too.
    long compute(Duration agent, Duration tools) {
        return (long)
                Math.ceil(
                        (agent.toMillis() * machines.agent() + tools.toMillis() * machines.tools())
                                / 1_000);
    }

    Spend of(ModelName model, Usage usage) {
        return byModel.getOrDefault(model.toString(), Price.UNKNOWN).of(usage);
    }

    private static Price price(PriceConfig.Entry entry) {
        return new Price(entry.input(), entry.cached().orElse(entry.input()), entry.output());
    }
}
