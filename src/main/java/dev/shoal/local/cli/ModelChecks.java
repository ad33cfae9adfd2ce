package dev.shoal.local.cli;

import dev.shoal.agent.KeyProbe;
import dev.shoal.aws.Finding;
import dev.shoal.run.ModelName;
import dev.shoal.run.Refused;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Whether the models that this environment names can be used.
record ModelChecks(Map<String, String> environment) {

    private static final List<String> ROLES = List.of("PLANNER", "WORKER", "JUDGE");

    /// `ask`: call each once.
    List<Finding> findings(boolean ask) {
        List<Finding> findings = new ArrayList<>();
        Set<String> models = new TreeSet<>();
        for (String role : ROLES) {
            String name = "SHOAL_MODELS_" + role;
            Optional<String> model = value(name);
            model.ifPresentOrElse(
                    models::add,
                    () ->
                            findings.add(
                                    new Finding.Wrong(
                                            "no model for the "
                                                    + role.toLowerCase(java.util.Locale.ROOT),
                                            "set %s to provider/model, or name models in each run"
                                                    .formatted(name))));
        }
        models.forEach(model -> findings.add(finding(model, ask)));
        return findings;
    }

    private Finding finding(String text, boolean ask) {
        try {
            ModelName model = ModelName.parse("model", text);
            String provider = model.provider().toUpperCase(java.util.Locale.ROOT);
            Optional<String> key = value(provider + "_API_KEY");
            Optional<String> baseUrl = value(provider + "_BASE_URL");
            if (key.isEmpty() && baseUrl.isEmpty() && !provider.equals("BEDROCK")) {
                return new Finding.Wrong("no key for " + text, "set " + provider + "_API_KEY");
            }
            if (!ask) {
                return new Finding.Unseen(
                        "the quota of " + text, "say --call to ask it for a word");
            }
            return new KeyProbe(baseUrl, Clock.systemUTC())
                    .trouble(model, key)
                    .<Finding>map(why -> new Finding.Wrong(text + " can't be used", why))
                    .orElseGet(() -> new Finding.Fine(text + " answers"));
        } catch (Refused e) {
            return new Finding.Wrong(text + " is no model", String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }
}
