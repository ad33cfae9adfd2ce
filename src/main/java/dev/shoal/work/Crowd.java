package dev.shoal.work;

import dev.shoal.run.TransientFault;
import dev.shoal.trunk.Landing;
import dev.shoal.work.Gathering.Gathered;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The workers of this process that want to land on one trunk: one leads, the others wait in line
/// until they are told what became of theirs, or that it is their turn to lead.
final class Crowd {
    private final Deque<Place> line = new ArrayDeque<>();

    /// Those whose landing is under way, by the id of their change.
    private final Map<String, Place> aboard = new HashMap<>();

    private boolean led;
    private long newest = -1;

    /// What somebody in line is told.
    sealed interface Turn {
        record Lead() implements Turn {}

        record Over(Gathered result) implements Turn {}

        /// Whoever led came to grief, or was refused: the task itself tells.
        record Unsure() implements Turn {}

        /// Its time was up before it was its turn.
        record Left() implements Turn {}
    }

    /// One in line.
    static final class Place {
        private final ReadyChange change;
        private final CompletableFuture<Turn> called = new CompletableFuture<>();
        private final CompletableFuture<Turn> end = new CompletableFuture<>();

        Place(ReadyChange change) {
            this.change = change;
        }

        /// False once it is known what became of it.
        boolean waits() {
            return !end.isDone();
        }

        /// What became of it, for who has led.
        Turn turn() {
            return end.join();
        }

        private void over(Turn turn) {
            end.complete(turn);
            called.complete(turn);
        }
    }

    /// Whoever finds nobody leading leads.
    synchronized Place join(ReadyChange change) {
        Place place = new Place(change);
        line.addLast(place);
        if (!led) {
            led = true;
            place.called.complete(new Turn.Lead());
        }
        return place;
    }

    /// Waits so long at most, or, if the landing is under way by then, until it is over.
    Turn await(Place place, Duration most) {
        try {
            return place.called.get(Math.max(0, most.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return leaves(place) ? new Turn.Left() : place.called.join();
        } catch (InterruptedException e) {
            leaves(place);
            Thread.currentThread().interrupt();
            throw new TransientFault("interrupted while waiting to land", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Not if it was called meanwhile.
    private synchronized boolean leaves(Place place) {
        return !place.called.isDone() && line.remove(place);
    }

    synchronized List<ReadyChange> line() {
        return line.stream().map(place -> place.change).toList();
    }

    /// Takes those out of the line that are landed next, unless they have left it.
    synchronized List<ReadyChange> board(List<ReadyChange> wanted) {
        Set<String> ids = wanted.stream().map(ReadyChange::id).collect(Collectors.toSet());
        List<Place> places =
                line.stream().filter(place -> ids.contains(place.change.id())).toList();
        places.forEach(place -> aboard.put(place.change.id(), place));
        line.removeAll(places);
        return places.stream().map(place -> place.change).toList();
    }

    void over(List<ReadyChange> some, Function<ReadyChange, Gathered> result) {
        some.forEach(change -> ended(change, new Turn.Over(result.apply(change))));
    }

    void unsure(List<ReadyChange> some) {
        some.forEach(change -> ended(change, new Turn.Unsure()));
    }

    private synchronized void ended(ReadyChange change, Turn turn) {
        Place place = aboard.remove(change.id());
        if (place != null) {
            place.over(turn);
        }
    }

    /// Back into the line, where they were.
    synchronized void again(List<ReadyChange> some) {
        for (ReadyChange change : some.reversed()) {
            Place place = aboard.remove(change.id());
            if (place != null) {
                line.addFirst(place);
            }
        }
    }

    /// Up to here these have landed.
    synchronized void landed(Landing landing) {
        newest = landing.position();
    }

    /// True if it was landed from here.
    synchronized boolean isOwn(Landing landing) {
        return landing.position() == newest;
    }

    /// Who leads is done, or came to grief: then nobody knows what became of those aboard.
    synchronized void passOn(Place leader) {
        line.remove(leader);
        new ArrayList<>(aboard.values()).forEach(place -> place.over(new Turn.Unsure()));
        aboard.clear();
        led = !line.isEmpty();
        if (led) {
            line.getFirst().called.complete(new Turn.Lead());
        }
    }
}
