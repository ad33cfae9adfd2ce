package dev.shoal.work;

import java.util.List;

/// Something else happens between the look at the trunk's end and the first joint landing.
final class Overtaken extends Forwarding {
    private Runnable first;

    Overtaken(ReadyChanges real, Runnable first) {
        super(real);
        this.first = first;
    }

    @Override
    public Joint landAll(List<Aboard> all) {
        first.run();
        first = () -> {};
        return super.landAll(all);
    }
}
