package dev.shoal.endurance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// `make endure TASKS=... CYCLES=... WORKERS=... KILL_EVERY=... MISBEHAVE=... INVOCATION=...`
/// (seconds): ends with a table, and 0 only if everything held. What it left stays in the folder
/// that it names.
public final class Endurance {

    private Endurance() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        Path folder =
                arguments.length > 0
                        ? Files.createDirectories(Path.of(arguments[0])).toAbsolutePath()
                        : Files.createTempDirectory("shoal-endurance");
        Settings settings = Settings.of(System.getenv(), Path.of("").toAbsolutePath(), folder);
        System.out.println(settings);
        boolean held = run(settings).stream().allMatch(Check::holds);
        System.out.println(held ? "everything held" : "NOT everything held: see " + folder);
        System.exit(held ? 0 : 1);
    }

    static List<Check> run(Settings settings) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        try (Ordeal ordeal = new Ordeal(settings, Endurance::say)) {
            Audit audit = new Audit(settings, ordeal.endure());
            say("over after %d s".formatted((System.nanoTime() - begun) / 1_000_000_000));
            audit.notes().forEach(Endurance::say);
            List<Check> checks = audit.checks();
            checks.forEach(check -> say(check.toString()));
            say(audit.figures().table());
            Path folder = settings.place().home().resolve("target/endure");
            say("also in " + audit.figures().csv(folder, settings.name(), checks));
            return checks;
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
