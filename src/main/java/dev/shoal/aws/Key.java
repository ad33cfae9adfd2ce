package dev.shoal.aws;

import dev.shoal.run.PlanId;
import dev.shoal.run.RunId;
import dev.shoal.run.TaskId;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Where an item is in the table. All of one run's items are neighbours: `pk` is `run#<id>`.
record Key(String pk, String sk) {

    static final String TASKS = "task#";
    static final String PLANS = "plan#";
    static final String CYCLES = "cycle#";
    static final String LANDINGS = "land#";
    static final String PACKS = "pack#";
    static final String READY = "ready#";
    static final String TALLIES = "tally#";
    static final String EVENTS = "event#";
    static final String GUIDANCE = "guide#";

    /// The partition with one item per run that has not ended.
    static final String LIVE = "live";

    static Key run(RunId run) {
        return of(run, "run");
    }

    static Key live(RunId run) {
        return new Key(LIVE, run.value());
    }

    /// Apart from the run's own item, since every agent writes it.
    static Key ledger(RunId run) {
        return of(run, "ledger");
    }

    /// How many tasks may still be created; apart from the ledger, since it is written in
    /// transactions.
    static Key quota(RunId run) {
        return of(run, "quota");
    }

    static Key cycle(RunId run, int cycle) {
        return of(run, CYCLES + "%04d".formatted(cycle));
    }

    static Key plan(RunId run, PlanId plan) {
        return of(run, PLANS + plan);
    }

    static Key task(RunId run, TaskId task) {
        return of(run, TASKS + task);
    }

    /// Which child of the plan was made from a brief of this fingerprint.
    static Key made(RunId run, PlanId plan, String fingerprint) {
        return of(run, "made#" + plan + "#" + fingerprint);
    }

    /// The failures that tasks of the cycle met, by their fingerprints: `break#0001#<fingerprint>`.
    static String breaks(int cycle) {
        return "break#%04d#".formatted(cycle);
    }

    static Key landing(RunId run, long position) {
        return of(run, LANDINGS + "%08d".formatted(position));
    }

    static Key pack(RunId run, long position) {
        return of(run, PACKS + "%08d".formatted(position));
    }

    static Key ready(RunId run, String change) {
        return of(run, READY + change);
    }

    static Key tally(RunId run, int shard) {
        return of(run, TALLIES + "%02d".formatted(shard));
    }

    static Key event(RunId run, String id) {
        return of(run, EVENTS + id);
    }

    static Key guidance(RunId run, int number) {
        return of(run, GUIDANCE + "%04d".formatted(number));
    }

    static Key mirror(RunId run) {
        return of(run, "mirror");
    }

    static Key of(RunId run, String sk) {
        return new Key(partition(run), sk);
    }

    static String partition(RunId run) {
        return "run#" + run;
    }

    Map<String, AttributeValue> attributes() {
        return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
    }
}
