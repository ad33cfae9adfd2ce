package dev.shoal.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A function: as many instances as are needed at once, up to a limit. An idle instance gets the
/// next event, the one that was used last first; a new one is started when all are busy.
final class Function implements AutoCloseable {

    private final Instance.Setting setting;
    private final Duration timeout;
    private final int most;
    private final Deque<Instance> idle = new ArrayDeque<>();
    private final List<Instance> all = new ArrayList<>();
    private final AtomicInteger invocations = new AtomicInteger();
    private final AtomicInteger deaths = new AtomicInteger();
    private int started;
    private boolean open = true;

    Function(Instance.Setting setting, Duration timeout, int most) {
        this.setting = setting;
        this.timeout = timeout;
        this.most = most;
    }

    String name() {
        return setting.function();
    }

    int most() {
        return most;
    }

    Outcome invoke(byte[] event) {
        Instance instance = taken();
        if (instance == null) {
            return new Outcome.Throttled();
        }
        invocations.incrementAndGet();
        Outcome outcome = instance.invoke(event, timeout);
        returned(instance, outcome);
        return outcome;
    }

    private synchronized Instance taken() {
        while (!idle.isEmpty()) {
            Instance warm = idle.pop();
            if (warm.isAlive()) {
                return warm;
            }
            gone(warm);
        }
        if (!open || all.size() >= most) {
            return null;
        }
        try {
            Instance fresh = Instance.start(setting);
            started++;
            all.add(fresh);
            return fresh;
        } catch (IOException e) {
            throw new UncheckedIOException("can't start " + name(), e);
        }
    }

    private synchronized void returned(Instance instance, Outcome outcome) {
        if (outcome instanceof Outcome.Died || !instance.isAlive()) {
            gone(instance);
        } else {
            idle.push(instance);
        }
    }

    private void gone(Instance instance) {
        deaths.incrementAndGet();
        all.remove(instance);
        instance.close();
    }

    synchronized List<Instance> instances() {
        return List.copyOf(all);
    }

    synchronized String summary() {
        return "%-14s %5d invocations, %3d processes started, %3d died"
                .formatted(name(), invocations.get(), started, deaths.get());
    }

    int deaths() {
        return deaths.get();
    }

    @Override
    public synchronized void close() {
        open = false;
        all.forEach(Instance::close);
        all.clear();
        idle.clear();
    }
}
