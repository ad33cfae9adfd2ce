package dev.shoal.work;

import dev.shoal.run.RunId;
import java.util.List;
import java.util.Optional;

/// Something else happens between the look at the trunk's end and the first joint landing.
final class Overtaken implements ReadyChanges {
    private final ReadyChanges real;
    private Runnable first;

    Overtaken(ReadyChanges real, Runnable first) {
        this.real = real;
        this.first = first;
    }

    @Override
    public void publish(ReadyChange change) {
        real.publish(change);
    }

    @Override
    public Optional<ReadyChange> front(RunId run) {
        return real.front(run);
    }

    @Override
    public List<ReadyChange> oldest(RunId run) {
        return real.oldest(run);
    }

    @Override
    public List<ReadyChange> fitting(List<ReadyChange> waiting) {
        return real.fitting(waiting);
    }

    @Override
    public void withdraw(ReadyChange change) {
        real.withdraw(change);
    }

    @Override
    public Joint landAll(List<Aboard> all) {
        first.run();
        first = () -> {};
        return real.landAll(all);
    }
}
