package dev.shoal.simulation;

import dev.shoal.run.Claim;
import dev.shoal.run.Event;
import dev.shoal.run.Ledger;
import dev.shoal.trunk.Landing;
import dev.shoal.work.Added;
import dev.shoal.work.LandResult;
import dev.shoal.work.ReadyChanges.Joint;
import dev.shoal.work.Wakes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// How often each way through the real code was taken: what calls came to, what was written down as
/// an event, and what went wrong on purpose. A check says nothing about ways that nobody went.
final class Paths implements Crossing.Watcher {
    private final Map<String, Long> taken = new TreeMap<>();

    void took(String way) {
        took(way, 1);
    }

    void took(String way, long times) {
        taken.merge(way, times, Long::sum);
    }

    synchronized void add(Paths other) {
        other.forEach(this::took);
    }

    void forEach(BiConsumer<String, Long> each) {
        taken.forEach(each);
    }

    @Override
    public void begun(Crossing.Call call) {}

    @Override
    public void ended(Crossing.Call call) {}

    @Override
    public void after(Crossing.Call call, Object result) {
        switch (result) {
            case LandResult.Landed l -> took("landing: alone");
            case LandResult.PositionTaken p -> took("landing: position taken");
            case LandResult.ClaimLost c -> took("landing: claim lost");
            case Joint.Landed j -> together(((List<?>) call.with()[0]).size());
            case Joint.PositionTaken p -> took("landing: train whose position was taken");
            case Joint.Refused r -> took("landing: train with a claim that is lost");
            case Claim.Lost<?> c -> took("claim: somebody holds it");
            case Claim.Gone<?> c -> took("claim: it is over");
            case Ledger.Reservation.Exhausted e -> took("allowance: used up");
            case Added.Exists<?> e -> took("plan: child that was there already");
            case Added.ClaimLost<?> c -> took("plan: child by who lost the claim");
            case Added.LimitReached<?> l -> took("plan: child beyond the limit");
            case Wakes.Wake wake when wake == Wakes.Wake.MADE_READY -> took("plan: woken");
            case null, default -> named(call, result);
        }
    }

    private void together(int many) {
        took("landing: train");
        took("landing: in a train", many);
        if (many > 1) {
            took("landing: train of two or more");
        }
    }

    private void named(Crossing.Call call, Object result) {
        String what = call.name().substring(call.name().indexOf('.') + 1);
        switch (what) {
            case "publish" -> took("landing: change published");
            case "withdraw" -> took("landing: change withdrawn");
            case "consolidated" -> took("trunk: consolidated");
            case "handOver", "setAside", "retry", "release" ->
                    took("given back: " + what + (result.equals(true) ? "" : ", claim lost"));
            case "limit", "guide", "pause", "resume", "reopen" ->
                    took("user: " + what + (result.equals(true) ? "" : ", refused"));
            case "push" ->
                    took("mirror: " + (result.equals(true) ? "pushed" : "somebody pushed before"));
            case "settle" -> took("allowance: settled");
            case "take" -> took("sweep: found overdue", ((List<?>) result).size());
            default -> {}
        }
    }

    /// What the run has on record when all is over.
    void written(List<Event> events, List<Landing> trunk) {
        for (Event event : events) {
            took("event: " + event.kind() + outcome(event));
        }
        took("in all: landings", Math.max(0, trunk.size() - 1L));
    }

    /// How a run ended, and what a judge said.
    private static String outcome(Event event) {
        return event.kind().equals("run.ended") || event.kind().equals("cycle.judged")
                ? " " + event.text().substring(0, Math.max(0, event.text().indexOf(':')))
                : "";
    }
}
