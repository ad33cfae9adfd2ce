package dev.shoal.api;

import dev.shoal.run.Refused;
import dev.shoal.run.TransientFault;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Every error as a problem document; nothing of the inside leaks.
public class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);

    /// A name in the path that can't be one is a thing that isn't there.
    @ServerExceptionMapper
    public RestResponse<Problem> refused(Refused e) {
        int status =
                switch (e.field()) {
                    case Submissions.KEY -> 422;
                    case "id" -> 404;
                    default -> 400;
                };
        return answer(Problem.of(status, String.valueOf(e.getMessage()), e.field())).build();
    }

    @ServerExceptionMapper
    public RestResponse<Problem> web(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        var answer = answer(Problem.of(status, String.valueOf(e.getMessage())));
        String allowed = e.getResponse().getHeaderString(HttpHeaders.ALLOW);
        return (allowed == null ? answer : answer.header(HttpHeaders.ALLOW, allowed)).build();
    }

    @ServerExceptionMapper
    public RestResponse<Problem> busy(TransientFault e) {
        LOG.warn("a request failed and may be repeated", e);
        return answer(Problem.of(503, "not available at the moment; try again"))
                .header(HttpHeaders.RETRY_AFTER, 2)
                .build();
    }

    @ServerExceptionMapper
    public RestResponse<Problem> bug(RuntimeException e) {
        LOG.error("a request failed", e);
        return answer(Problem.of(500, "an unexpected error; the server's log has more")).build();
    }

    private static RestResponse.ResponseBuilder<Problem> answer(Problem problem) {
        return RestResponse.ResponseBuilder.<Problem>create(problem.status())
                .entity(problem)
                .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
    }
}
