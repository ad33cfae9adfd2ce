package dev.shoal.local;

import dev.shoal.config.ShoalConfig;
import dev.shoal.remote.Upstream;
import dev.shoal.run.Credential;
import dev.shoal.run.Credentials;
import dev.shoal.sandbox.Surroundings;
import dev.shoal.trunk.Scratch;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.Supplier;

/// The folders and the outside that the rooms are given.
@Singleton
public class Places {
    private static final String FALLBACK_PATH =
            "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    @Produces
    @Singleton
    Scratch scratch(ShoalConfig config) throws IOException {
        return new Scratch(
                config.scratch().isPresent()
                        ? Files.createDirectories(config.scratch().get())
                        : Files.createTempDirectory("shoal-"));
    }

    /// Outside the data folder, since commands may run as a user that must not see that one.
    @Produces
    @Singleton
    Surroundings surroundings() throws IOException {
        Path folder = Files.createTempDirectory("shoal-sandbox-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        return new Surroundings(
                folder, Optional.ofNullable(System.getenv("PATH")).orElse(FALLBACK_PATH));
    }

    @Produces
    @Singleton
    Upstream upstream(ShoalConfig config, Credentials credentials) {
        Optional<Supplier<String>> token =
                config.gitToken().filter(text -> !text.isBlank()).map(text -> () -> text);
        return new Upstream(config.localMode(), token.or(() -> credentials.of(Credential.GIT)));
    }
}
