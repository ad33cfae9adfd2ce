package dev.shoal.sandbox;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import jakarta.inject.Named;
import java.time.Duration;
import org.jboss.logging.Logger;

/// The function `sandbox`: one command of one run. It needs no permission and has no secret: all
/// that it may touch comes with the order. See docs/sandbox-lambda.md.
@Named("sandbox")
public class SandboxHandler implements RequestHandler<SandboxOrder, SandboxAnswer> {
    private static final Logger LOG = Logger.getLogger(SandboxHandler.class);

    private final Orders orders;

    public SandboxHandler(Orders orders) {
        this.orders = orders;
    }

    @Override
    public SandboxAnswer handleRequest(SandboxOrder order, Context context) {
        try {
            return orders.fill(order, Duration.ofMillis(context.getRemainingTimeInMillis()));
        } catch (RuntimeException e) {
            LOG.warnf(e, "a command of %s could not be run", order.run());
            return new SandboxAnswer.Broken(String.valueOf(e.getMessage()));
        }
    }
}
