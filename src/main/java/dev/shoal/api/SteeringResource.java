package dev.shoal.api;

import dev.shoal.judge.Resumption;
import dev.shoal.run.Guidance;
import dev.shoal.run.Limits;
import dev.shoal.run.Refused;
import dev.shoal.run.Reins;
import dev.shoal.run.Run;
import dev.shoal.run.RunEnd;
import dev.shoal.run.RunState;
import dev.shoal.run.Runs;
import dev.shoal.run.Steering;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// What a person can do to a run that goes on: hold it up, let it go on, raise its limits, tell it
/// something. Each answers with the run as it is then, or with 409 if its state does not allow it.
@Path("/runs/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SteeringResource {
    private static final int MOST_TRIES = 10;

    private final Runs runs;
    private final RunViews views;
    private final Holds holds;
    private final Steering steering;
    private final Goals goals;

    /// What starts and stops runs.
    @jakarta.inject.Singleton
    record Holds(RunEnd end, Reins reins, Resumption resumption) {}

    SteeringResource(Runs runs, RunViews views, Holds holds, Steering steering, Goals goals) {
        this.goals = goals;
        this.runs = runs;
        this.views = views;
        this.holds = holds;
        this.steering = steering;
    }

    @RegisterForReflection
    record GuidanceBody(@Nullable String text) {}

    /// Stopping a run that has ended changes nothing and answers with how it ended. A repeat has
    /// the last mirroring announced again, in case the first one died before it could.
    @POST
    @Path("/stop")
    public RunView stop(@PathParam("id") String id) {
        holds.end().end(found(id).id(), RunState.Outcome.STOPPED, "stopped by its user");
        return views.of(found(id));
    }

    /// A run that is paused already stays so.
    @POST
    @Path("/pause")
    public RunView pause(@PathParam("id") String id) {
        if (!holds.reins().pause(found(id).id())) {
            throw conflict("a run that is %s can't be paused".formatted(found(id).state().label()));
        }
        return views.of(found(id));
    }

    /// A run that is running already has all that it can go on with announced again.
    @POST
    @Path("/resume")
    public RunView resume(@PathParam("id") String id) {
        Optional<String> obstacle = holds.resumption().resume(found(id));
        if (obstacle.isPresent()) {
            throw conflict(obstacle.get());
        }
        return views.of(found(id));
    }

    /// Limits that are not named stay as they are.
    @PATCH
    @Path("/limits")
    @Consumes(MediaType.APPLICATION_JSON)
    public RunView limit(@PathParam("id") String id, @Nullable InputStream body) {
        RunRequest.LimitsBody wanted = Bodies.read(body, RunRequest.LimitsBody.class);
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Run run = alive(id, "limited");
            Limits from = run.goal().limits();
            if (wanted.usd() != null) {
                goals.priced(run.goal().models(), "usd");
            }
            if (steering.limit(run.id(), from, LimitsBodies.checked(wanted, from, ""))) {
                return views.of(found(id));
            }
        }
        throw conflict("the limits changed again and again: look at them, and try again");
    }

    @POST
    @Path("/guidance")
    @Consumes(MediaType.APPLICATION_JSON)
    public RunView guide(@PathParam("id") String id, @Nullable InputStream body) {
        String text =
                Goals.required(
                        "text", Bodies.read(body, GuidanceBody.class).text(), Guidance.LONGEST);
        if (!runs.guide(alive(id, "guided").id(), text.strip())) {
            throw new Refused(
                    "text", "a run takes %d pieces of guidance at most".formatted(Guidance.MOST));
        }
        return views.of(found(id));
    }

    private Run alive(String id, String what) {
        Run run = found(id);
        if (!run.state().mayGoOn()) {
            throw conflict("a run that is %s can't be %s".formatted(run.state().label(), what));
        }
        return run;
    }

    private static ClientErrorException conflict(String detail) {
        return new ClientErrorException(detail, RestResponse.StatusCode.CONFLICT);
    }

    private Run found(String id) {
        return Wire.found(runs.find(new dev.shoal.run.RunId(id)), "run", id);
    }
}
