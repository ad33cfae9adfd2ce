package dev.shoal.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/// So many contenders who land one change after the other, all at the same time, for as long as it
/// lasts.
final class Contest {

    /// One that lands. Each has its own thread.
    @FunctionalInterface
    interface Contender {
        /// Lands one more change; how often it lost its place before, or -1 if there is nothing
        /// more to land.
        int land() throws Exception;
    }

    private final Duration time;
    private final AtomicLong retries = new AtomicLong();

    Contest(Duration time) {
        this.time = time;
    }

    /// Landings a second, retries per landing, the least successful against the mean, p95 in ms.
    List<String> run(List<Contender> contenders) throws Exception {
        long begun = System.nanoTime();
        long end = begun + time.toNanos();
        List<double[]> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<double[]>> landings = new ArrayList<>();
            for (Contender contender : contenders) {
                landings.add(threads.submit(() -> contend(contender, end)));
            }
            for (Future<double[]> each : landings) {
                all.add(each.get());
            }
        }
        return figures(all, (System.nanoTime() - begun) / 1e9);
    }

    /// How long each landing took, in ms. One that is under way when time is up is finished.
    private double[] contend(Contender contender, long end) throws Exception {
        List<Double> millis = new ArrayList<>();
        while (System.nanoTime() < end) {
            long begun = System.nanoTime();
            int lost = contender.land();
            if (lost < 0) {
                break;
            }
            retries.addAndGet(lost);
            millis.add((System.nanoTime() - begun) / 1e6);
        }
        return millis.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private List<String> figures(List<double[]> all, double seconds) {
        double landed = all.stream().mapToInt(each -> each.length).sum();
        double least = all.stream().mapToInt(each -> each.length).min().orElse(0);
        double mean = landed / all.size();
        Samples millis = Samples.of(all.stream().flatMapToDouble(Arrays::stream).toArray());
        return List.of(
                Samples.text(landed / seconds),
                landed == 0 ? "-" : Samples.text(retries.get() / landed),
                landed == 0 ? "-" : Samples.text(least / mean),
                landed == 0 ? "-" : Samples.text(millis.quantile(0.95)));
    }
}
