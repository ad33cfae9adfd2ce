package dev.shoal.work;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.shoal.run.Announcement;
import dev.shoal.run.Deliveries;
import jakarta.inject.Named;

/// The function `work`: one announced task per invocation.
@Named("work")
public class WorkHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final Deliveries deliveries;
    private final WorkShift shift;

    public WorkHandler(Deliveries deliveries, WorkShift shift) {
        this.deliveries = deliveries;
        this.shift = shift;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return deliveries.each(
                event,
                context,
                Announcement.RunTask.class,
                (said, deadline) -> shift.take(said, deadline));
    }
}
