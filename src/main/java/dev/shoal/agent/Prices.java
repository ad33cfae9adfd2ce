package dev.shoal.agent;

import dev.shoal.run.ModelName;
import dev.shoal.run.Spend;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.stream.Collectors;

/// What each model costs. A model without a price costs nothing: only tokens limit it.
@ApplicationScoped
public class Prices {
    private final Map<String, Price> byModel;

    @Inject
    Prices(PriceConfig config) {
        this(
                config.models().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> price(e.getValue()))));
    }

    Prices(Map<String, Price> byModel) {
        this.byModel = Map.copyOf(byModel);
    }

    Spend of(ModelName model, Usage usage) {
        return byModel.getOrDefault(model.toString(), Price.UNKNOWN).of(usage);
    }

    private static Price price(PriceConfig.Entry entry) {
        return new Price(entry.input(), entry.cached().orElse(entry.input()), entry.output());
    }
}
