package dev.shoal.local.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shoal.local.Refusal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What `./shoal run` was asked for.
record Wanted(String repository, String goal, Optional<String> branch, Optional<String> verify) {

    /// The body of `POST /runs`. Throws [Refusal] if the repository is a path where nothing is.
    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("repository", address(repository));
        body.put("goal", goal);
        branch.ifPresent(name -> body.put("branch", name));
        verify.ifPresent(command -> body.put("verify", command));
        return body;
    }

    /// A path becomes a `file:` address; everything else is for the server to judge.
    static String address(String repository) {
        if (repository.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")) {
            return repository;
        }
        Path path = Path.of(repository).toAbsolutePath().normalize();
        if (!Files.isDirectory(path)) {
            throw new Refusal(
                    "--repo: %s is neither an address nor a folder".formatted(repository));
        }
        URI uri = path.toUri();
        return uri.toString().replaceAll("/+$", "");
    }
}
