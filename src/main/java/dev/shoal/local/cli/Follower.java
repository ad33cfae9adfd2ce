package dev.shoal.local.cli;

import dev.shoal.local.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Shows a run until it has ended and its branch has all of it.
final class Follower {

    /// How long a server may be away, for instance because it is being started again.
    private static final Duration AWAY = Duration.ofMinutes(2);

    /// How long after its end a run's last mirroring is waited for.
    private static final Duration DELIVERY = Duration.ofSeconds(30);

    private final Api api;
    private final Screen screen;
    private final InstantSource clock;
    private final Story story = new Story();

    Follower(Api api, Screen screen, InstantSource clock) {
        this.api = api;
        this.screen = screen;
        this.clock = clock;
    }

    /// Returns the run's last status. Throws [Refusal] if there is no such run, or nobody answers
    /// for too long.
    RunStatus follow(String id) throws InterruptedException {
        Instant heard = clock.instant();
        while (true) {
            switch (api.get("/runs/" + id)) {
                case Api.Answer.Ok(var body) -> {
                    heard = clock.instant();
                    RunStatus run = new RunStatus(body);
                    show(run);
                    if (isThrough(run)) {
                        return run;
                    }
                }
                case Api.Answer.Refused(int status, String why) when status < 500 ->
                        throw new Refusal(why);
                case Api.Answer.Refused(int status, String why) -> away(heard, why);
                case Api.Answer.Unreachable(String why) -> away(heard, why);
            }
            Thread.sleep(screen.pace());
        }
    }

    private void show(RunStatus run) {
        List<String> happened =
                switch (api.get(story.path(run.id()))) {
                    case Api.Answer.Ok(var page) -> story.lines(page);
                    case Api.Answer.Refused refused -> List.of();
                    case Api.Answer.Unreachable unreachable -> List.of();
                };
        screen.show(happened, run, run.elapsed(clock.instant()));
    }

    private boolean isThrough(RunStatus run) {
        Instant longAgo = clock.instant().minus(DELIVERY);
        return run.isOver()
                && (run.isDelivered() || run.endedAt().filter(longAgo::isAfter).isPresent());
    }

    private void away(Instant heard, String why) {
        if (Duration.between(heard, clock.instant()).compareTo(AWAY) > 0) {
            throw new Refusal(why);
        }
        screen.note("waiting: " + why);
    }
}
