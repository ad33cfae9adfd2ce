package dev.shoal.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.shoal.run.Cut;
import dev.shoal.run.Refused;
import dev.shoal.run.TransientFault;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/// Every error as a problem document; nothing of the inside leaks.
public class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final MediaType PROBLEM = new MediaType("application", "problem+json");

    @ServerExceptionMapper
    public RestResponse<Problem> refused(Refused e) {
        int status = e.field().equals("Idempotency-Key") ? 422 : e.field().equals("id") ? 404 : 400;
        return problem(
                status, String.valueOf(e.getMessage()), e.field().isEmpty() ? null : e.field());
    }

    @ServerExceptionMapper
    public RestResponse<Problem> json(JsonProcessingException e) {
        String field = e instanceof JsonMappingException m ? path(m) : "body";
        String detail =
                e instanceof UnrecognizedPropertyException
                        ? "there is no field " + field
                        : "not the JSON that is expected here: "
                                + Cut.middle(e.getOriginalMessage(), 300);
        return problem(400, detail, field);
    }

    @ServerExceptionMapper
    public RestResponse<Problem> web(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return json(json);
        }
        return problem(e.getResponse().getStatus(), String.valueOf(e.getMessage()), null);
    }

    @ServerExceptionMapper
    public RestResponse<Problem> busy(TransientFault e) {
        LOG.warn("a request failed and may be repeated", e);
        return problem(503, "not available at the moment; try again", null);
    }

    @ServerExceptionMapper
    public RestResponse<Problem> bug(RuntimeException e) {
        LOG.error("a request failed", e);
        return problem(500, "an unexpected error; the server's log has more", null);
    }

    private static String path(JsonMappingException e) {
        String path =
                e.getPath().stream()
                        .map(
                                r ->
                                        r.getFieldName() == null
                                                ? "[" + r.getIndex() + "]"
                                                : r.getFieldName())
                        .collect(Collectors.joining("."));
        return path.isEmpty() ? "body" : path;
    }

    static RestResponse<Problem> problem(int status, String detail, @Nullable String field) {
        RestResponse.Status known = RestResponse.Status.fromStatusCode(status);
        String title = known == null ? "Error" : known.getReasonPhrase();
        Problem problem = new Problem("about:blank", title, status, detail, field);
        return RestResponse.ResponseBuilder.<Problem>create(status)
                .type(PROBLEM)
                .entity(problem)
                .build();
    }
}
