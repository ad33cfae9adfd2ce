package dev.shoal.aws;

import dev.shoal.run.Cut;
import dev.shoal.run.Lease;
import dev.shoal.run.Overdue;
import dev.shoal.run.RunId;
import dev.shoal.run.Trail;
import java.time.Instant;

/// What tasks, plans and cycles have in common: a state, a claim, and a time at which somebody
/// should have moved them (the index `due` lists those that have one, by run).
final class Life {

    static final String STATE = "state";
    static final String TOKEN = "token";
    static final String UNTIL = "until";

    /// The holder whose hand-over, release or wait was the last; tells it that its own lost answer
    /// was a yes.
    static final String GIVEN_BY = "givenBy";

    /// Keys of the index.
    static final String RUN = "live";

    static final String DUE = "due";

    /// How long the sweep last left it alone, in milliseconds, since it was claimed.
    static final String PUT_OFF = "putOff";

    static final String ATTEMPT = "attempt";

    /// How many holders died with the machine.
    static final String KILLS = "kills";

    /// What former holders left behind.
    static final String LEG = "leg";

    static final String NOTES = "notes";
    static final String MISHAPS = "mishaps";

    private Life() {}

    static Item begin(Item item, RunId run, String state, Instant now) {
        return item.put(STATE, state).put(RUN, run.value()).put(DUE, soon(now));
    }

    static Change claim(Change change, String state, Lease lease) {
        return change.set(STATE, state)
                .set(TOKEN, lease.token())
                .set(UNTIL, Values.instant(lease.until()))
                .set(DUE, lease.until().plus(Overdue.MARGIN).toEpochMilli())
                .remove(PUT_OFF);
    }

    /// Only if it is in the state `ready`, or in the state `held` with a lease that has ended.
    static Change ifFree(Change change, String ready, String held, Instant now) {
        return change.when("#state = :ready OR (#state = :held AND #until < :now)")
                .with("ready", ready)
                .with("held", held)
                .with("now", Values.instant(now));
    }

    static Change ifHeld(Change change, String held, String token) {
        return change.when("#state = :held AND #token = :token")
                .with("held", held)
                .with("token", token);
    }

    /// No longer held, and somebody should look at it soon.
    static Change giveBack(Change change, String state, String token, Instant now) {
        return change.set(STATE, state)
                .set(GIVEN_BY, token)
                .set(DUE, soon(now))
                .remove(TOKEN, UNTIL);
    }

    /// What former holders left behind; items from before it was kept have none.
    static Trail trail(Item item) {
        return new Trail(
                (int) item.count(LEG), item.maybe(NOTES).orElse(""), item.anyTexts(MISHAPS));
    }

    /// Given back in good order: the claim costs no attempt.
    static Change setAside(Change change, String notes) {
        return change.add(ATTEMPT, -1).set(NOTES, Cut.toKeep(notes));
    }

    /// Given back after a mishap.
    static Change fail(Change change, String mishap) {
        return mishap.isBlank() ? change : change.append(MISHAPS, Trail.toKeep(mishap));
    }

    /// Nobody needs to look at it again. The token stays, to tell whose end it was.
    static Change end(Change change, String state) {
        return change.set(STATE, state).remove(UNTIL, RUN, DUE);
    }

    static Lease lease(Item item) {
        return new Lease(item.text(TOKEN), item.instant(UNTIL));
    }

    static long soon(Instant now) {
        return now.plus(Overdue.UNANNOUNCED).toEpochMilli();
    }
}
