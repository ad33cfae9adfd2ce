package dev.shoal.run;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import jakarta.inject.Named;
import java.util.Map;

/// The function `sweep`: called by a schedule each minute. What the event says does not matter.
@Named("sweep")
public class SweepHandler implements RequestHandler<Map<String, Object>, String> {
    private final Sweep sweep;

    public SweepHandler(Sweep sweep) {
        this.sweep = sweep;
    }

    /// A failure is Lambda's to report; the next minute tries again.
    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
        sweep.sweep();
        return "swept";
    }
}
