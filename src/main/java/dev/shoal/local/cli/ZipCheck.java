package dev.shoal.local.cli;

import dev.shoal.aws.Finding;
import dev.shoal.local.FunctionZip;
import dev.shoal.local.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether a zip is what the template's parameters `Packaging` and `Architecture` say. They are
/// what the deployment's arguments say, or samconfig.toml, or their defaults.
record ZipCheck(Path zip, String deployment) {

    private static final Path SETTINGS = Path.of("samconfig.toml");

    Finding finding() {
        String packaging = parameter("Packaging", "native");
        String architecture = parameter("Architecture", "arm64");
        boolean asks = deployment.contains("--guided");
        return switch (FunctionZip.read(zip)) {
            case FunctionZip.Unusable(String why) ->
                    new Finding.Wrong("%s can't be deployed".formatted(zip), why);
            case FunctionZip.Jvm jvm ->
                    packaging.equals("jvm") || asks
                            ? new Finding.Fine(zip + " is for the JVM: Packaging=jvm")
                            : new Finding.Wrong(
                                    zip + " is for the JVM, and Packaging is " + packaging,
                                    "deploy with " + override("Packaging=jvm AgentMemory=1024"));
            case FunctionZip.Native(String found) ->
                    (packaging.equals("native") && architecture.equals(found)) || asks
                            ? new Finding.Fine(
                                    "%s is native: Packaging=native Architecture=%s"
                                            .formatted(zip, found))
                            : new Finding.Wrong(
                                    "%s is native for %s, and Packaging is %s, Architecture %s"
                                            .formatted(zip, found, packaging, architecture),
                                    "deploy with "
                                            + override("Packaging=native Architecture=" + found));
        };
    }

    private static String override(String parameters) {
        return "ARGS='--parameter-overrides \"%s …\"' (all parameters), or --guided"
                .formatted(parameters);
    }

    private String parameter(String name, String usual) {
        Matcher given = Pattern.compile(name + "=\\\\?[\"']?(\\w+)").matcher(deployment);
        if (given.find()) {
            return given.group(1);
        }
        Matcher kept = Pattern.compile(name + "=\\\\?[\"']?(\\w+)").matcher(settings());
        return kept.find() ? kept.group(1) : usual;
    }

    private static String settings() {
        try {
            return Files.exists(SETTINGS) ? Files.readString(SETTINGS) : "";
        } catch (IOException e) {
            throw new Refusal("can't read " + SETTINGS + ": " + e.getMessage(), e);
        }
    }
}
