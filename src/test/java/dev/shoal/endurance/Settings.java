package dev.shoal.endurance;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// How hard to try. `misbehave` is the share of model calls that go wrong, `invocation` the
/// deadline of one agent's leg.
record Settings(Size size, Trouble trouble, Duration invocation, Place place) {

    record Size(int tasks, int cycles, int workers) {}

    /// `killEvery` is the time between two SIGKILLs, of which there are `kills` at most,
    /// `pushEvery` that between two pushes of somebody else to the target branch; zero means never.
    record Trouble(double misbehave, Duration killEvery, int kills, Duration pushEvery) {}

    /// `home` is the checkout whose `./shoal` is started, `folder` what may be filled, `limit` when
    /// to give up.
    record Place(Path home, Path folder, Duration limit, long seed) {}

    /// From variables such as `TASKS`; what is absent is as in the middle-sized run.
    static Settings of(Map<String, String> given, Path home, Path folder) {
        return new Settings(
                new Size(
                        number(given, "TASKS", 200),
                        number(given, "CYCLES", 2),
                        number(given, "WORKERS", 16)),
                new Trouble(
                        Double.parseDouble(given.getOrDefault("MISBEHAVE", "0.05")),
                        seconds(given, "KILL_EVERY", 30),
                        number(given, "KILLS", Integer.MAX_VALUE),
                        seconds(given, "PUSH_EVERY", 45)),
                seconds(given, "INVOCATION", 20),
                new Place(
                        home,
                        folder,
                        Duration.ofMinutes(number(given, "LIMIT_MINUTES", 120)),
                        number(given, "SEED", 1)));
    }

    /// For files about it.
    String name() {
        return "%d-tasks-%d-cycles-%d-workers"
                .formatted(size.tasks(), size.cycles(), size.workers());
    }

    private static int number(Map<String, String> given, String name, int otherwise) {
        return Integer.parseInt(given.getOrDefault(name, Integer.toString(otherwise)));
    }

    private static Duration seconds(Map<String, String> given, String name, int otherwise) {
        return Duration.ofSeconds(number(given, name, otherwise));
    }
}
