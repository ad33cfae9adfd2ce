package dev.shoal.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoal.config.ShoalConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/// Stands before everything this server answers, the dashboard's files included: lets in whom
/// [Admission] lets in, and no body over 1 MiB.
@ApplicationScoped
public class Gate {
    private static final int BEFORE_ALL_ELSE = 1_000;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern RUN = Pattern.compile("^/runs/([a-z0-9][a-z0-9-]{0,63})");
    private static final Iterable<String> CHALLENGES =
            List.of("Bearer realm=\"shoal\"", "Basic realm=\"shoal\"");

    private final Admission admission;
    private final ObjectMapper json;

    public Gate(ShoalConfig config, ObjectMapper json) {
        this.admission = new Admission(config.token());
        this.json = json;
    }

    void stand(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ALL_ELSE);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        note(request);
        protect(context.response());
        Optional<Problem> objection = admission.objection(caller(request)).or(() -> size(request));
        objection.ifPresentOrElse(problem -> refuse(context.response(), problem), context::next);
    }

    /// What the log lines of this request are about.
    private static void note(HttpServerRequest request) {
        Optional.ofNullable(request.getHeader(ApiHandler.REQUEST))
                .filter(id -> ID.matcher(id).matches())
                .ifPresent(id -> MDC.put("request", id));
        run(String.valueOf(request.path())).ifPresent(run -> MDC.put("run", run));
    }

    /// Which run a path is about.
    static Optional<String> run(String path) {
        Matcher run = RUN.matcher(path);
        return run.find() ? Optional.of(run.group(1)) : Optional.empty();
    }

    private static Caller caller(HttpServerRequest request) {
        return new Caller(
                String.valueOf(request.path()),
                Optional.ofNullable(request.authority()).map(Object::toString),
                Optional.ofNullable(request.getHeader("Origin")),
                Optional.ofNullable(request.getHeader("Authorization")));
    }

    private static Optional<Problem> size(HttpServerRequest request) {
        String length = Optional.ofNullable(request.getHeader("Content-Length")).orElse("0");
        boolean fits = length.matches("[0-9]{1,9}") && Integer.parseInt(length) <= Wire.MOST_BODY;
        return fits ? Optional.empty() : Optional.of(Wire.tooLarge());
    }

    /// What a browser needs to know to keep the dashboard to itself.
    private static void protect(HttpServerResponse response) {
        response.putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'");
    }

    /// Closes the connection: a refused body isn't read.
    private void refuse(HttpServerResponse response, Problem problem) {
        if (problem.status() == 401) {
            response.putHeader("WWW-Authenticate", CHALLENGES);
        }
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .putHeader("Connection", "close")
                .end(text(problem));
    }

    private String text(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("can't write " + problem, e);
        }
    }
}
