package dev.shoal.agent;

import io.quarkus.qute.Engine;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateLocator;
import io.quarkus.qute.Variant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The Markdown templates that agents are prompted with, `src/main/resources/prompts/*.md`. Each
/// declares the type of the one record it is rendered with (`{@dev.shoal.work.WorkerPrompt it}`),
/// so that a missing or misspelt variable fails the build. Nothing is escaped.
@ApplicationScoped
public class Prompts {
    private final Engine engine;

    @Inject
    public Prompts(Engine engine) {
        this.engine = engine;
    }

    /// The same templates in a process without Quarkus, resolved by reflection. For tests.
    public static Prompts withoutQuarkus() {
        Engine engine =
                Engine.builder()
                        .addDefaults()
                        .addValueResolver(new ReflectionValueResolver())
                        .addLocator(Prompts::located)
                        .strictRendering(true)
                        .build();
        return new Prompts(engine);
    }

    /// Renders `prompts/<name>.md` with `it`. Throws [TemplateException] if there is no such
    /// template, or it uses what `it` doesn't have.
    public String render(String name, Object it) {
        @Nullable Template template = engine.getTemplate(path(name));
        if (template == null) {
            throw new TemplateException("there is no prompt " + name);
        }
        return template.data("it", it).render();
    }

    private static String path(String name) {
        return "prompts/" + name + ".md";
    }

    private static Optional<TemplateLocator.TemplateLocation> located(String id) {
        URL url = Prompts.class.getResource("/templates/" + id);
        return Optional.ofNullable(url).map(Source::new);
    }

    private record Source(URL url) implements TemplateLocator.TemplateLocation {
        @Override
        public Reader read() {
            try {
                return new InputStreamReader(url.openStream(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException("can't read " + url, e);
            }
        }

        @Override
        public Optional<Variant> getVariant() {
            return Optional.empty();
        }
    }
}
