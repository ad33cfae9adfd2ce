package dev.shoal.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.config.ShoalConfig;
import dev.shoal.contracts.Scene;
import dev.shoal.run.DeadLetters.Letter;
import org.junit.jupiter.api.Test;

class SqsDeadLettersTest {

    private final ShoalConfig config = AwsStores.config("d-" + Scene.name());
    private final Queues queues = new Queues(AwsStores.SQS, config);
    private final SqsDeadLetters letters = new SqsDeadLetters(AwsStores.SQS, queues);

    @Test
    void whatEachQueueGaveUpIsReceivedAndGoneOnceItIsDeleted() {
        new QueueSetup(AwsStores.SQS, queues, config).create();
        assertThat(letters.receive(10)).isEmpty();
        for (Queue queue : Queue.values()) {
            String dead = queues.deadUrl(queue);
            AwsStores.SQS.sendMessage(r -> r.queueUrl(dead).messageBody("of " + queue));
        }

        assertThat(letters.receive(10))
                .extracting(Letter::queue, Letter::body)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("plan", "of PLAN"),
                        org.assertj.core.api.Assertions.tuple("work", "of WORK"),
                        org.assertj.core.api.Assertions.tuple("judge", "of JUDGE"),
                        org.assertj.core.api.Assertions.tuple("remote", "of REMOTE"));
    }

    @Test
    void aDeletedLetterDoesNotComeAgain() {
        new QueueSetup(AwsStores.SQS, queues, config).create();
        String dead = queues.deadUrl(Queue.WORK);
        AwsStores.SQS.sendMessage(r -> r.queueUrl(dead).messageBody("x"));

        letters.receive(10).forEach(letters::delete);

        assertThat(
                        AwsStores.SQS
                                .getQueueAttributes(
                                        r ->
                                                r.queueUrl(dead)
                                                        .attributeNamesWithStrings(
                                                                "ApproximateNumberOfMessagesNotVisible",
                                                                "ApproximateNumberOfMessages"))
                                .attributes()
                                .values())
                .containsOnly("0");
    }
}
