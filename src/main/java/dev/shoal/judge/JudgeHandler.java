package dev.shoal.judge;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.shoal.run.Announcement;
import dev.shoal.run.Deliveries;
import jakarta.inject.Named;

/// The function `judge`: one cycle's end per invocation.
@Named("judge")
public class JudgeHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final Deliveries deliveries;
    private final Judging judging;

    public JudgeHandler(Deliveries deliveries, Judging judging) {
        this.deliveries = deliveries;
        this.judging = judging;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return deliveries.each(
                event,
                context,
                Announcement.JudgeCycle.class,
                (said, deadline) -> judging.take(said, deadline));
    }
}
