package dev.shoal.agent;

import dev.langchain4j.model.chat.ChatModel;
import dev.shoal.run.ModelName;
import dev.shoal.run.Refused;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// The models that this installation can use: `provider/model` to a client, built once per name.
public final class ModelCatalog implements ChatModels {
    private final List<Provider> providers;
    private final ConcurrentHashMap<ModelName, ChatModel> built = new ConcurrentHashMap<>();

    ModelCatalog(List<Provider> providers) {
        this.providers = List.copyOf(providers);
    }

    /// Throws [Refused], naming `field` and what is missing or known, unless the model's provider
    /// is known and has its key. Whether the provider has such a model shows only when it is
    /// called.
    public void check(ModelName name, String field) {
        usable(name, field);
    }

    @Override
    public ChatModel of(ModelName name) {
        return built.computeIfAbsent(name, n -> usable(n, "model").build(n.model()));
    }

    private Provider usable(ModelName name, String field) {
        Provider provider = known(name, field);
        provider.missing()
                .ifPresent(
                        what -> {
                            throw new Refused(field, "can't use " + name + ": " + what);
                        });
        return provider;
    }

    private Provider known(ModelName name, String field) {
        return providers.stream()
                .filter(provider -> provider.name().equals(name.provider()))
                .findFirst()
                .orElseThrow(() -> new Refused(field, unknown(name)));
    }

    private String unknown(ModelName name) {
        return "unknown provider \"%s\"; known are %s"
                .formatted(
                        name.provider(),
                        providers.stream().map(Provider::name).collect(Collectors.joining(", ")));
    }
}
