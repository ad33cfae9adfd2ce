package dev.shoal.judge;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.shoal.run.LogContext;
import dev.shoal.run.Sweep;
import jakarta.inject.Named;
import java.util.Map;

/// The function `sweep`: called by a schedule each minute. What the event says does not matter.
@Named("sweep")
public class SweepHandler implements RequestHandler<Map<String, Object>, String> {
    private final Sweep sweep;
    private final Burials burials;

    public SweepHandler(Sweep sweep, Burials burials) {
        this.sweep = sweep;
        this.burials = burials;
    }

    /// A failure is Lambda's to report; the next minute tries again.
    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
        try (var _ = LogContext.of(context.getAwsRequestId())) {
            sweep.sweep();
            burials.tend();
            return "swept";
        }
    }
}
