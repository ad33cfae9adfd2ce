package dev.shoal.api;

import dev.shoal.run.Page;
import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.run.Runs;
import io.smallrye.common.annotation.RunOnVirtualThread;
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

/// Runs: asking for them, and looking at them.
@Path("/runs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RunsResource {
    private static final int PAGE = 20;
    private static final int MOST = 100;

    private final Submissions submissions;
    private final Runs runs;
    private final RunViews views;

    public RunsResource(Submissions submissions, Runs runs, RunViews views) {
        this.submissions = submissions;
        this.runs = runs;
        this.views = views;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<RunView> submit(
            @Nullable InputStream body, @HeaderParam(Submissions.KEY) @Nullable String key) {
        Run run = submissions.submit(Bodies.read(body, RunRequest.class), Optional.ofNullable(key));
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

    private Run found(String id) {
        return Wire.found(runs.find(new RunId(id)), "run", id);
    }
}
