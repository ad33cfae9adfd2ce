package dev.shoal.infra;

import java.nio.file.Path;

/// infra/compose.yaml.
public final class Compose {

    private Compose() {}

    /// The image of the emulator.
    public static String image() {
        return Template.at(Path.of("infra/compose.yaml")).root().at("/services/aws/image").asText();
    }
}
