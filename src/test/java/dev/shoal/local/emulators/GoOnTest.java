package dev.shoal.local.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.junit.jupiter.api.Test;

class GoOnTest {

    /// Counts what it was told, but for what it can't bear.
    static final class Memory extends AbstractActor {
        private int known;

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchEquals("fault", word -> fail())
                    .matchEquals("how many", word -> getSender().tell(known, getSelf()))
                    .matchAny(word -> known++)
                    .build();
        }

        private static void fail() {
            throw new IllegalArgumentException("requirement failed");
        }
    }

    @Test
    void anActorThatFailedStillKnowsWhatItKnew() throws Exception {
        ActorSystem system =
                ActorSystem.create(
                        "test",
                        ConfigFactory.parseString(SqsEmulator.address(1))
                                .withFallback(ConfigFactory.load()));
        try {
            ActorRef memory = system.actorOf(Props.create(Memory.class));
            memory.tell("one", ActorRef.noSender());
            memory.tell("fault", ActorRef.noSender());
            memory.tell("two", ActorRef.noSender());

            CompletionStage<Object> known =
                    Patterns.ask(memory, "how many", java.time.Duration.ofSeconds(10));

            assertThat(known.toCompletableFuture().get(10, TimeUnit.SECONDS)).isEqualTo(2);
        } finally {
            system.terminate();
        }
    }
}
