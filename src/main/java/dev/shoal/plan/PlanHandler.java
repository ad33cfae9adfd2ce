package dev.shoal.plan;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.shoal.run.Announcement;
import dev.shoal.run.Deliveries;
import jakarta.inject.Named;

/// The function `plan`: one round of one plan per invocation.
@Named("plan")
public class PlanHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final Deliveries deliveries;
    private final PlanRound round;

    public PlanHandler(Deliveries deliveries, PlanRound round) {
        this.deliveries = deliveries;
        this.round = round;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return deliveries.each(
                event,
                context,
                Announcement.RunPlan.class,
                (said, deadline) -> round.take(said, deadline));
    }
}
