package dev.shoal.work;

import dev.shoal.run.RunId;
import java.util.List;
import java.util.Optional;

/// Passes each call on; for those that change one of them.
class Forwarding implements ReadyChanges {
    private final ReadyChanges real;

    Forwarding(ReadyChanges real) {
        this.real = real;
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
        return real.landAll(all);
    }
}
