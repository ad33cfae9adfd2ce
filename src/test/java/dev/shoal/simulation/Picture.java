package dev.shoal.simulation;

import dev.shoal.judge.Cycle;
import dev.shoal.memory.Memory;
import dev.shoal.plan.Plan;
import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.work.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The whole state of a run at one moment, but for its trunk.
record Picture(
        Optional<Run> run,
        Map<String, Task> tasks,
        Map<String, Plan> plans,
        Map<Integer, Cycle> cycles) {
    private static final int ALL = 10_000;

    static final Picture NOTHING = new Picture(Optional.empty(), Map.of(), Map.of(), Map.of());

    static Picture of(Memory memory, RunId run) {
        List<Task> tasks =
                memory.tasks().list(run, Optional.empty(), ALL, Optional.empty()).items();
        return new Picture(
                memory.runs().find(run),
                by(tasks, task -> task.id().value()),
                by(memory.plans().list(run), plan -> plan.id().value()),
                by(memory.cycles().list(run), Cycle::number));
    }

    private static <K, T> Map<K, T> by(List<T> all, Function<T, K> name) {
        return all.stream().collect(Collectors.toMap(name, thing -> thing));
    }
}
