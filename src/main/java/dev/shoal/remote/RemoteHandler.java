package dev.shoal.remote;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.shoal.run.Announcement;
import dev.shoal.run.Deliveries;
import dev.shoal.run.Refused;
import jakarta.inject.Named;

/// The function `remote`: seeds and mirrors.
@Named("remote")
public class RemoteHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final Deliveries deliveries;
    private final Seeder seeder;
    private final Mirror mirror;

    public RemoteHandler(Deliveries deliveries, Seeder seeder, Mirror mirror) {
        this.deliveries = deliveries;
        this.seeder = seeder;
        this.mirror = mirror;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return deliveries.each(event, context, Announcement.class, (said, deadline) -> take(said));
    }

    private void take(Announcement said) {
        switch (said) {
            case Announcement.SeedRun seed -> seeder.seed(seed.run());
            case Announcement.MirrorTrunk trunk -> mirror.mirror(trunk.run());
            case Announcement other -> throw new Refused("not for this queue: " + other);
        }
    }
}
