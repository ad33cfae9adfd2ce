package dev.shoal.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shoal.local.Refusal;
import dev.shoal.local.rehearsal.Script;
import dev.shoal.local.rehearsal.ScriptFile;
import dev.shoal.remote.NewRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// A folder of `samples/`: a repository as plain files, a goal, what else the run is asked for, and
/// the script of its rehearsal.
record Sample(Path folder) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Throws [Refusal] if there is no such sample.
    static Sample at(Path folder) {
        if (!Files.isDirectory(folder.resolve("repository"))) {
            throw new Refusal("there is no sample at %s; name one with --sample".formatted(folder));
        }
        return new Sample(folder);
    }

    String name() {
        return String.valueOf(folder.getFileName());
    }

    Script script() {
        return ScriptFile.read(folder.resolve("rehearsal.json"));
    }

    /// Makes a fresh bare repository of the sample's files in a folder of its own below `below`.
    Path repository(Path below, Instant now) {
        try {
            Files.createDirectories(below);
            Path own = Files.createTempDirectory(below.toAbsolutePath().normalize(), name() + "-");
            Path bare = own.resolve(name() + ".git");
            NewRepository.bare(bare, folder.resolve("repository"), now);
            return bare;
        } catch (IOException e) {
            throw new Refusal("can't make the sample's repository below " + below + ": " + e, e);
        }
    }

    /// The body of `POST /runs`.
    ObjectNode request(Path repository) {
        try {
            JsonNode run = JSON.readTree(Files.readString(folder.resolve("run.json")));
            ObjectNode body = JSON.createObjectNode();
            body.put("repository", Wanted.address(repository.toString()));
            body.put("goal", Files.readString(folder.resolve("goal.md")).strip());
            run.properties().forEach(field -> body.set(field.getKey(), field.getValue()));
            return body;
        } catch (IOException e) {
            throw new Refusal("the sample at " + folder + " can't be read: " + e, e);
        }
    }
}
