package dev.shoal.bench;

import dev.shoal.aws.SweptRun;
import java.util.ArrayList;
import java.util.List;

/// What a sweep reads of a run, by how many of its tasks have finished.
final class SweepBench implements Benchmark {

    @Override
    public String name() {
        return "sweep";
    }

    @Override
    public Report run(Setting setting) {
        SweptRun run = new SweptRun();
        List<List<String>> rows = new ArrayList<>();
        int finished = 0;
        for (int tasks : List.of(0, 1_000, 10_000, setting.either(100_000, 20_000))) {
            Benchmark.tell("%d finished tasks", tasks);
            run.finish(tasks - finished);
            finished = tasks;
            SweptRun.Reads reads = run.sweep();
            rows.add(List.of("" + tasks, "" + reads.calls(), "" + reads.items()));
        }
        return new Report(
                name(),
                "reads of one sweep, one run, adapters on the emulator in memory; target: the same in each row",
                List.of("finished tasks", "calls that read", "items read"),
                rows);
    }
}
