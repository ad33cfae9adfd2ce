package dev.shoal.endurance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The git that everybody has, in one folder: what it says of the result is what users would see.
record Git(Path folder) {

    /// What a command said, and how it ended.
    record Said(int code, String text) {
        List<String> lines() {
            return text.lines().toList();
        }
    }

    static Git init(Path folder, String... options) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = new ArrayList<>(List.of("init", "-q", "-b", "main"));
        command.addAll(List.of(options));
        Git git = new Git(folder);
        git.must(command.toArray(String[]::new));
        return git;
    }

    /// The output; throws if it fails.
    String must(String... arguments) {
        Said said = run(arguments);
        if (said.code() != 0) {
            throw new IllegalStateException(
                    "git %s: %s".formatted(List.of(arguments), said.text()));
        }
        return said.text().strip();
    }

    Said run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of("-c", "user.name=Somebody", "-c", "user.email=s@example.invalid"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String text =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(process.waitFor(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void write(String path, String text) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
