package dev.shoal.infra;

import dev.shoal.config.ShoalConfig;
import dev.shoal.run.Announcement;
import dev.shoal.run.AnnouncementCodec;
import dev.shoal.run.PlanId;
import dev.shoal.run.RunId;
import dev.shoal.run.TaskId;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The dead-letter queues, as whoever fills them sees them.
@Singleton
class DeadQueues {
    private final SqsClient sqs;
    private final ShoalConfig config;

    DeadQueues(SqsClient sqs, ShoalConfig config) {
        this.sqs = sqs;
        this.config = config;
    }

    /// A task of this run, a plan and the one above it, and a mirroring.
    void loseWork(RunId run) {
        lose("work", new Announcement.RunTask(run, new TaskId("c1.1-1")));
        lose("plan", new Announcement.RunPlan(run, new PlanId("c1.1.1")));
        lose("plan", new Announcement.RunPlan(run, new PlanId("c1.1")));
        lose("remote", new Announcement.MirrorTrunk(run));
    }

    /// Its first cycle, and one that there never was.
    void loseJudge(RunId run) {
        lose("judge", new Announcement.JudgeCycle(run, 1));
        lose("judge", new Announcement.JudgeCycle(run, 7));
    }

    void loseSeed(RunId run) {
        lose("remote", new Announcement.SeedRun(run));
    }

    private void lose(String queue, Announcement said) {
        String name = config.aws().queuePrefix() + "-" + queue + "-dead";
        String url = sqs.getQueueUrl(r -> r.queueName(name)).queueUrl();
        sqs.sendMessage(r -> r.queueUrl(url).messageBody(AnnouncementCodec.encode(said)));
    }
}
