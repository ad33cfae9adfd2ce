package dev.shoal.api;

import dev.shoal.agent.ModelCatalog;
import dev.shoal.agent.Prices;
import dev.shoal.config.ShoalConfig;
import dev.shoal.remote.RemoteUrls;
import dev.shoal.remote.Upstream;
import dev.shoal.run.Goal;
import dev.shoal.run.Limits;
import dev.shoal.run.ModelName;
import dev.shoal.run.Models;
import dev.shoal.run.Refused;
import dev.shoal.run.Role;
import dev.shoal.run.RunId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Checks what a client asks for, and names the field at fault.
@ApplicationScoped
public class Goals {
    private static final int MOST_GOAL = 100_000;
    private static final int MOST_COMMAND = 10_000;
    private static final int MOST_REF = 200;
    private static final int DEFAULT_VERIFY_SECONDS = 600;
    private static final Pattern REF_BANNED =
            Pattern.compile(
                    "[\\x00-\\x20\\x7f~^:?*\\[\\\\]|\\.\\.|@\\{|//|^[/.-]|/\\.|[/.]$|\\.lock(/|$)"
                            + "|^@$|^HEAD$|^refs/");

    private final ShoalConfig config;
    private final ModelCatalog catalog;
    private final Upstream upstream;
    private final Prices prices;

    public Goals(ShoalConfig config, ModelCatalog catalog, Upstream upstream, Prices prices) {
        this.prices = prices;
        this.config = config;
        this.catalog = catalog;
        this.upstream = upstream;
    }

    /// Throws [Refused] for the first field that is wrong.
    Goal checked(RunRequest body, RunId id) {
        String repository = required("repository", body.repository(), 4_000);
        String text = required("goal", body.goal(), MOST_GOAL);
        Optional<String> branch = Optional.ofNullable(body.branch()).map(b -> ref("branch", b));
        String target = body.target() == null ? "shoal/" + id : ref("target", body.target());
        if (branch.filter(target::equals).isPresent()) {
            throw new Refused("target", "target must not be the branch that the run starts from");
        }
        Models models = models(body.models());
        if (body.limits() != null && body.limits().usd() != null) {
            priced(models, "limits.usd");
        }
        return new Goal(
                text,
                new Goal.Source(RemoteUrls.parse(repository, upstream.local()), branch, target),
                verify(body),
                models,
                LimitsBodies.checked(body.limits(), Limits.DEFAULT, "limits."));
    }

    /// A limit in dollars that somebody asked for can't be kept for a model whose price is unknown.
    /// (Nobody asked for the usual limit: it holds for what is known.)
    void priced(Models models, String field) {
        for (Role role : Role.values()) {
            if (!prices.isKnown(models.of(role))) {
                throw new Refused(
                        field,
                        "there is no price for %s, so %s can't be kept: configure shoal.prices, or limit tokens instead"
                                .formatted(models.of(role), field));
            }
        }
    }

    private static Optional<Goal.Verify> verify(RunRequest body) {
        Integer seconds = body.verifyTimeoutSeconds();
        Duration timeout =
                Duration.ofSeconds(
                        (long)
                                LimitsBodies.between(
                                        "verifyTimeoutSeconds",
                                        seconds,
                                        DEFAULT_VERIFY_SECONDS,
                                        1,
                                        3_600));
        return Optional.ofNullable(body.verify())
                .map(
                        command ->
                                new Goal.Verify(
                                        required("verify", command, MOST_COMMAND), timeout));
    }

    private Models models(RunRequest.@Nullable ModelsBody body) {
        return new Models(
                model("planner", body == null ? null : body.planner(), config.models().planner()),
                model("worker", body == null ? null : body.worker(), config.models().worker()),
                model("judge", body == null ? null : body.judge(), config.models().judge()));
    }

    private ModelName model(String role, @Nullable String given, Optional<String> configured) {
        String field = "models." + role;
        String name =
                Optional.ofNullable(given)
                        .or(() -> configured)
                        .orElseThrow(
                                () ->
                                        new Refused(
                                                field,
                                                "%s is required: name it here or set SHOAL_MODELS_%s to provider/model"
                                                        .formatted(
                                                                field,
                                                                role.toUpperCase(Locale.ROOT))));
        ModelName model = ModelName.parse(field, name);
        catalog.check(model, field);
        return model;
    }

    static String required(String field, @Nullable String text, int most) {
        if (text == null || text.isBlank()) {
            throw new Refused(field, field + " is required and must not be blank");
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > most || text.indexOf('\0') >= 0) {
            throw new Refused(
                    field, "%s must have at most %d bytes, and no NUL".formatted(field, most));
        }
        if (!new String(bytes, StandardCharsets.UTF_8).equals(text)) {
            throw new Refused(field, field + " is not well-formed Unicode text");
        }
        return text;
    }

    private static String ref(String field, String name) {
        boolean wellFormed =
                new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                        .equals(name);
        if (name.isEmpty()
                || name.length() > MOST_REF
                || !wellFormed
                || REF_BANNED.matcher(name).find()) {
            throw new Refused(
                    field, field + " must be a name that git allows for a branch, such as dev/new");
        }
        return name;
    }
}
