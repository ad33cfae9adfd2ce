package dev.shoal.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// Says that the process is up. It asks nothing of the table or the queues, so it needs no token.
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {

    @GET
    public Health health() {
        return new Health("up");
    }

    @RegisterForReflection
    public record Health(String status) {}
}
