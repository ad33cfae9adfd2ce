package dev.shoal.work;

import dev.shoal.run.RunId;
import dev.shoal.run.TransientFault;
import java.util.List;
import java.util.Optional;

/// Joint landings are done and never answered.
record Unanswered(ReadyChanges real) implements ReadyChanges {

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
        real.landAll(all);
        throw new TransientFault("no answer", null);
    }
}
