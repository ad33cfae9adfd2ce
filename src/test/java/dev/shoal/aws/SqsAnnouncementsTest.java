package dev.shoal.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.config.ShoalConfig;
import dev.shoal.contracts.Scene;
import dev.shoal.run.Announcement;
import dev.shoal.run.Announcement.JudgeCycle;
import dev.shoal.run.Announcement.MirrorTrunk;
import dev.shoal.run.Announcement.RunPlan;
import dev.shoal.run.Announcement.RunTask;
import dev.shoal.run.Announcement.SeedRun;
import dev.shoal.run.AnnouncementCodec;
import dev.shoal.run.PermanentFault;
import dev.shoal.run.PlanId;
import dev.shoal.run.RunId;
import dev.shoal.run.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class SqsAnnouncementsTest {

    private static final RunId RUN = new RunId("r1");

    private final ShoalConfig config = AwsStores.config("q-" + Scene.name());
    private final Queues queues = new Queues(AwsStores.SQS, config);
    private final QueueSetup setup = new QueueSetup(AwsStores.SQS, queues, config);
    private final SqsAnnouncements announcements = new SqsAnnouncements(AwsStores.SQS, queues);

    @Test
    void eachAnnouncementComesOutOfTheQueueOfItsFunction() {
        setup.create();
        Map<Queue, Announcement> all =
                Map.of(
                        Queue.PLAN, new RunPlan(RUN, new PlanId("c1.1.2")),
                        Queue.WORK, new RunTask(RUN, new TaskId("c1.1-7")),
                        Queue.JUDGE, new JudgeCycle(RUN, 3),
                        Queue.REMOTE, new SeedRun(RUN));

        all.values().forEach(announcements::send);
        all.forEach((queue, sent) -> assertThat(receive(queue)).containsExactly(sent));

        announcements.send(new MirrorTrunk(RUN));
        assertThat(receive(Queue.REMOTE)).containsExactly(new MirrorTrunk(RUN));
    }

    @Test
    void aDelayedAnnouncementIsNotThereYetAndALongerDelayIsCut() {
        setup.create();

        announcements.send(new SeedRun(RUN), Duration.ofMinutes(1));
        announcements.send(new SeedRun(RUN), Duration.ofHours(1));

        assertThat(receive(Queue.REMOTE)).isEmpty();
        assertThat(attributes(Queue.REMOTE))
                .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED, "2");
    }

    @Test
    void queuesAreMadeOnceWithADeadLetterQueueAndTheDeadlineOfAnInvocation() {
        setup.create();
        setup.create();

        for (Queue queue : Queue.values()) {
            assertThat(attributes(queue))
                    .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "900")
                    .hasEntrySatisfying(
                            QueueAttributeName.REDRIVE_POLICY,
                            policy ->
                                    assertThat(policy)
                                            .contains(queues.name(queue) + "-dead")
                                            .containsPattern("maxReceiveCount\"?:\\s*\"?5"));
        }
    }

    @Test
    void aQueueThatIsNotThereIsAPermanentFault() {
        assertThatThrownBy(() -> announcements.send(new SeedRun(RUN)))
                .isInstanceOf(PermanentFault.class)
                .hasMessageContaining("-remote");
    }

    private List<Announcement> receive(Queue queue) {
        return AwsStores.SQS.receiveMessage(r -> r.queueUrl(queues.url(queue))).messages().stream()
                .map(Message::body)
                .map(AnnouncementCodec::decode)
                .toList();
    }

    private Map<QueueAttributeName, String> attributes(Queue queue) {
        return AwsStores.SQS
                .getQueueAttributes(
                        r -> r.queueUrl(queues.url(queue)).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }
}
