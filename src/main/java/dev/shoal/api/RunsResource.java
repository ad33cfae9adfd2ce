package dev.shoal.api;

import dev.shoal.run.Page;
import dev.shoal.run.Reins;
import dev.shoal.run.Run;
import dev.shoal.run.RunEnd;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import dev.shoal.run.Runs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Runs: asking for them, looking at them, holding them up.
@Path("/runs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RunsResource {
    private static final int PAGE = 20;
    private static final int MOST = 100;

    private final Submissions submissions;
    private final Runs runs;
    private final RunViews views;
    private final RunEnd end;
    private final Reins reins;

    public RunsResource(
            Submissions submissions, Runs runs, RunViews views, RunEnd end, Reins reins) {
        this.reins = reins;
        this.submissions = submissions;
        this.runs = runs;
        this.views = views;
        this.end = end;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<RunView> submit(
            @Nullable InputStream body, @HeaderParam(Submissions.KEY) @Nullable String key) {
        Run run = submissions.submit(RunRequests.read(body), Optional.ofNullable(key));
        return RestResponse.ResponseBuilder.<RunView>create(RestResponse.Status.ACCEPTED)
                .header(HttpHeaders.LOCATION, "/runs/" + run.id())
                .entity(views.of(run))
                .build();
    }

    @GET
    public Listing<RunView> list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int most = (int) Wire.number("limit", limit, 1, MOST, PAGE);
        Page<Run> page = runs.list(most, Optional.ofNullable(cursor));
        List<RunView> items = page.items().stream().map(views::of).toList();
        return new Listing<>(items, page.next().orElse(null));
    }

    @GET
    @Path("/{id}")
    public RunView get(@PathParam("id") String id) {
        return views.of(found(id));
    }

    /// Stopping a run that has ended changes nothing and answers with how it ended. A repeat has
    /// the last mirroring announced again, in case the first one died before it could.
    @POST
    @Path("/{id}/stop")
    public RunView stop(@PathParam("id") String id) {
        end.end(found(id).id(), RunState.Outcome.STOPPED, "stopped by its user");
        return views.of(found(id));
    }

    /// A run that is paused already stays so.
    @POST
    @Path("/{id}/pause")
    public RunView pause(@PathParam("id") String id) {
        Run run = found(id);
        return reins.pause(run.id()) ? views.of(found(id)) : refused("paused", found(id));
    }

    /// A run that is running already has all that it can go on with announced again.
    @POST
    @Path("/{id}/resume")
    public RunView resume(@PathParam("id") String id) {
        Run run = found(id);
        return reins.resume(run.id()) ? views.of(found(id)) : refused("resumed", found(id));
    }

    private static RunView refused(String what, Run run) {
        String detail = "a run that is %s can't be %s".formatted(run.state().label(), what);
        throw new ClientErrorException(detail, RestResponse.StatusCode.CONFLICT);
    }

    private Run found(String id) {
        return Wire.found(runs.find(new RunId(id)), "run", id);
    }
}
