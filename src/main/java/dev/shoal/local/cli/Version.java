package dev.shoal.local.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// The version that the jar was packaged with.
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"shoal " + Optional.ofNullable(version).orElse("(unpackaged)")};
    }
}
