package dev.shoal.simulation;

import java.util.List;

/// Several watchers, in this order.
record Watchers(List<Crossing.Watcher> all) implements Crossing.Watcher {
    @Override
    public void begun(Crossing.Call call) {
        all.forEach(watcher -> watcher.begun(call));
    }

    @Override
    public void after(Crossing.Call call, Object result) {
        all.forEach(watcher -> watcher.after(call, result));
    }

    @Override
    public void ended(Crossing.Call call) {
        all.forEach(watcher -> watcher.ended(call));
    }
}
