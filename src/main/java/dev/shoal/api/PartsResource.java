package dev.shoal.api;

import dev.shoal.plan.Plans;
import dev.shoal.run.Event;
import dev.shoal.run.Page;
import dev.shoal.run.Refused;
import dev.shoal.run.RunId;
import dev.shoal.run.Runs;
import dev.shoal.run.TaskId;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.Trunk;
import dev.shoal.work.Task;
import dev.shoal.work.Tasks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// What a run is made of: tasks, plans, landings, events, transcripts.
@Path("/runs/{run}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PartsResource {
    private static final int PAGE = 100;
    private static final int MOST_WAIT = 20;
    private static final Set<String> STATES =
            Set.of("ready", "claimed", "landed", "done", "failed");

    private final Runs runs;
    private final Plans plans;
    private final Tasks tasks;
    private final Trunk trunk;
    private final Chronicle chronicle;

    public PartsResource(Runs runs, Plans plans, Tasks tasks, Trunk trunk, Chronicle chronicle) {
        this.runs = runs;
        this.plans = plans;
        this.tasks = tasks;
        this.trunk = trunk;
        this.chronicle = chronicle;
    }

    @GET
    @Path("/tasks")
    public Listing<TaskView> tasks(
            @PathParam("run") String run,
            @QueryParam("state") @Nullable String state,
            @QueryParam("cursor") @Nullable String cursor) {
        if (state != null && !STATES.contains(state)) {
            throw new Refused("state", "state must be one of " + STATES);
        }
        Page<Task> page =
                tasks.list(
                        found(run), Optional.ofNullable(state), PAGE, Optional.ofNullable(cursor));
        return new Listing<>(
                page.items().stream().map(TaskView::of).toList(), page.next().orElse(null));
    }

    @GET
    @Path("/tasks/{task}")
    public TaskView task(@PathParam("run") String run, @PathParam("task") String task) {
        return TaskView.of(Wire.found(tasks.find(found(run), new TaskId(task)), "task", task));
    }

    @GET
    @Path("/plans")
    public Listing<PlanView> plans(@PathParam("run") String run) {
        return new Listing<>(plans.list(found(run)).stream().map(PlanView::of).toList(), null);
    }

    @GET
    @Path("/landings")
    public Listing<LandingView> landings(
            @PathParam("run") String run, @QueryParam("after") @Nullable String after) {
        long from = Wire.number("after", after, -1, Integer.MAX_VALUE, -1);
        List<Landing> page = trunk.after(found(run), from, PAGE);
        String next = page.size() < PAGE ? null : Long.toString(page.getLast().position());
        return new Listing<>(page.stream().map(LandingView::of).toList(), next);
    }

    /// `wait` in seconds, at most 20: how long to wait for something to happen.
    @GET
    @Path("/events")
    public Listing<EventView> events(
            @PathParam("run") String run,
            @QueryParam("after") @Nullable String after,
            @QueryParam("wait") @Nullable String wait) {
        Duration time = Duration.ofSeconds(Wire.number("wait", wait, 0, MOST_WAIT, 0));
        List<Event> events = chronicle.after(found(run), after, time);
        return new Listing<>(
                events.stream().map(EventView::of).toList(),
                events.isEmpty() ? after : events.getLast().id());
    }

    /// All of it; or a page from the byte `from` on, if that is given or the answer has to pass
    /// through a function. A page that is not the last names the next one in `Link`.
    @GET
    @Path("/transcripts/{subject}")
    @Produces("application/jsonl")
    public RestResponse<InputStream> transcript(
            @PathParam("run") String run,
            @PathParam("subject") String subject,
            @QueryParam("from") @Nullable String from,
            @HeaderParam(ApiHandler.REQUEST) @Nullable String function)
            throws IOException {
        if (!subject.matches("c[0-9.-]{1,200}")) {
            throw new Refused("id", "expected the id of a plan, a task or a cycle");
        }
        long start = Wire.number("from", from, 0, Long.MAX_VALUE, 0);
        InputStream all =
                Wire.found(chronicle.transcript(found(run), subject), "transcript", subject);
        if (from == null && function == null) {
            return RestResponse.ok(all);
        }
        return page(all, start, "/runs/%s/transcripts/%s".formatted(run, subject));
    }

    private static RestResponse<InputStream> page(InputStream all, long from, String path)
            throws IOException {
        try (all) {
            TranscriptPage page = TranscriptPage.of(all, from);
            var answer =
                    RestResponse.ResponseBuilder.<InputStream>ok(
                            new ByteArrayInputStream(page.lines()));
            page.next()
                    .ifPresent(
                            next ->
                                    answer.header(
                                            "Link",
                                            "<%s?from=%d>; rel=\"next\"".formatted(path, next)));
            return answer.build();
        } catch (EOFException e) {
            throw new Refused("from", "the transcript is not that long");
        }
    }

    private RunId found(String id) {
        return Wire.found(runs.find(new RunId(id)), "run", id).id();
    }
}
