package dev.shoal.plan;

import dev.shoal.run.Guidance;
import dev.shoal.run.RunId;
import dev.shoal.run.Runs;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Hears what a run's user says while a planner is in the middle of a round. Used by one thread.
final class Ear implements Supplier<List<String>> {
    private final Runs runs;
    private final RunId run;
    private int heard;

    Ear(Runs runs, RunId run) {
        this.runs = runs;
        this.run = run;
    }

    /// What was said since this was asked last; all of it at first.
    @Override
    public List<String> get() {
        List<String> news = new ArrayList<>();
        for (Guidance said : runs.guidance(run)) {
            if (said.number() > heard) {
                news.add(said.text());
                heard = said.number();
            }
        }
        return news;
    }
}
