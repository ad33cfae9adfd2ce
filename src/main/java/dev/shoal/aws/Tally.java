package dev.shoal.aws;

import dev.shoal.run.Progress;
import dev.shoal.run.RunId;
import dev.shoal.run.TaskId;
import dev.shoal.work.ReadyChanges.Aboard;
import java.util.List;

/// How many tasks are in each state, as the sum of shards, so that hundreds of workers don't write
/// one item. Every transaction that changes a task's state also moves its shard's counts.
final class Tally {

    private static final int SHARDS = 16;

    private static final String CONFLICTS = "conflicts";

    private Tally() {}

    static Change created(RunId run, TaskId task) {
        return shard(run, task).add("ready", 1);
    }

    static Change moved(RunId run, TaskId task, String from, String to) {
        return shard(run, task).add(from, -1).add(to, 1);
    }

    static Change landed(RunId run, TaskId task, int conflicts) {
        Change change = moved(run, task, "claimed", "landed");
        return conflicts == 0 ? change : change.add(CONFLICTS, conflicts);
    }

    /// For many at once, all in one shard: only the sum of the shards means something, and the
    /// fewer items a transaction changes, the seldomer it meets another one.
    static Change landed(RunId run, List<Aboard> all) {
        int conflicts = all.stream().mapToInt(each -> each.change().offer().conflicts()).sum();
        Change change =
                shard(run, all.getFirst().change().held().task())
                        .add("claimed", -all.size())
                        .add("landed", all.size());
        return conflicts == 0 ? change : change.add(CONFLICTS, conflicts);
    }

    private static Change shard(RunId run, TaskId task) {
        return Change.update(key(run, task));
    }

    private static Key key(RunId run, TaskId task) {
        return Key.tally(run, Math.floorMod(task.value().hashCode(), SHARDS));
    }

    static Progress sum(List<Item> shards) {
        return new Progress(
                sum(shards, "ready"),
                sum(shards, "claimed"),
                sum(shards, "landed"),
                sum(shards, "done"),
                sum(shards, "failed"),
                sum(shards, CONFLICTS));
    }

    private static long sum(List<Item> shards, String name) {
        return shards.stream().mapToLong(shard -> shard.count(name)).sum();
    }
}
