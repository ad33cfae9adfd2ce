package dev.shoal.local.cli;

import java.net.URI;
import picocli.CommandLine.Option;

/// Which running server a command speaks to.
final class ServerOption {

    @Option(
            names = "--api",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "the server to ask (default: ${DEFAULT-VALUE})")
    private URI api = URI.create("http://127.0.0.1:8080");

    URI uri() {
        return api;
    }
}
