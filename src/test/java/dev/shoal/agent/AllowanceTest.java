package dev.shoal.agent;

import static dev.shoal.agent.ScriptedModel.call;
import static dev.shoal.agent.ScriptedModel.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.shoal.run.Amount;
import dev.shoal.run.Ledger;
import dev.shoal.run.RunId;
import dev.shoal.run.Spend;
import dev.shoal.run.TransientFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private static final RunId RUN = new RunId("r1");
    private static final AiMessage DONE = call("finish_task", Map.of("handoff", "done"));
    private static final Amount WHOLE = new Amount(50_000_000, 100_000_000);
    private final List<String> writes = new ArrayList<>();

    @Test
    void aShortAgentWritesToTheLedgerTwice() {
        try (Allowance allowance = new Allowance(generous(), RUN, WHOLE)) {
            for (int call = 0; call < 3; call++) {
                assertThat(allowance.covers(new Amount(5_000, 10))).isTrue();
                allowance.charge(new Spend(1_000, 100, 3));
            }
        }

        assertThat(writes).hasSize(2);
        assertThat(writes.getLast()).contains("inputTokens=3000, outputTokens=300, micros=9");
    }

    @Test
    void aLongAgentReservesLargerChunksAndSoWritesSeldom() {
        try (Allowance allowance = new Allowance(generous(), RUN, WHOLE)) {
            for (int call = 0; call < 100; call++) {
                assertThat(allowance.covers(new Amount(60_000, 0))).isTrue();
                allowance.charge(new Spend(50_000, 0, 0));
            }
        }

        assertThat(writes).hasSizeLessThan(20);
    }

    @Test
    void whatAnAgentDidNotUseIsThereForOthers() {
        Stage stage = Stage.withTokens(12_000);

        for (int agent = 0; agent < 10; agent++) {
            assertThat(stage.play(ScriptedModel.saying(DONE)))
                    .isInstanceOf(AgentEnd.Finished.class);
        }
        assertThat(stage.spent().inputTokens()).isEqualTo(1_000);
    }

    @Test
    void anAgentEndsBeforeTheTokensOfItsRunAreExceeded() {
        Stage stage = Stage.withTokens(50_000);
        AtomicInteger turn = new AtomicInteger();
        ScriptedModel model =
                ScriptedModel.answering(
                        r ->
                                reply(
                                        call("echo", Map.of("text", "" + turn.incrementAndGet())),
                                        9_000,
                                        500));

        assertThat(stage.play(model)).isInstanceOf(AgentEnd.OutOfAllowance.class);
        assertThat(stage.spent().amount().tokens()).isBetween(28_000L, 50_000L);
    }

    @Test
    void anAgentEndsBeforeTheDollarsOfItsRunAreExceeded() {
        Stage stage = Stage.withDollars(0.50);
        stage.prices = Map.of("test/scripted", new Price(3, 3, 15));
        AtomicInteger turn = new AtomicInteger();
        ScriptedModel model =
                ScriptedModel.answering(
                        r ->
                                reply(
                                        call("echo", Map.of("text", "" + turn.incrementAndGet())),
                                        10_000,
                                        1_000));

        assertThat(stage.play(model)).isInstanceOf(AgentEnd.OutOfAllowance.class);
        assertThat(stage.spent().micros()).isBetween(300_000L, 500_000L);
        assertThat(model.lastHeard()).contains("nearly used up");
    }

    @Test
    void aReplyThatReportsNoUsageIsEstimatedAndNotFree() {
        Stage stage = Stage.set();

        stage.play(ScriptedModel.answering(r -> reply(DONE, 0, 0)));

        assertThat(stage.spent().inputTokens()).isPositive();
        assertThat(stage.spent().outputTokens()).isPositive();
    }

    @Test
    void aLedgerThatFailsAtTheEndDoesNotCostTheResult() {
        Ledger failing =
                new Ledger() {
                    @Override
                    public Reservation reserve(RunId run, Amount wanted) {
                        return new Reservation.Granted(wanted);
                    }

                    @Override
                    public Amount left(RunId run) {
                        return WHOLE;
                    }

                    @Override
                    public void settle(RunId run, Amount reserved, Spend spent) {
                        writes.add("settle");
                        throw new TransientFault("down", null);
                    }
                };

        try (Allowance allowance = new Allowance(failing, RUN, WHOLE)) {
            assertThat(allowance.covers(new Amount(10, 0))).isTrue();
        }

        assertThat(writes).containsExactly("settle");
    }

    private Ledger generous() {
        return new Ledger() {
            @Override
            public Reservation reserve(RunId run, Amount wanted) {
                writes.add("reserve " + wanted);
                return new Reservation.Granted(wanted);
            }

            @Override
            public Amount left(RunId run) {
                return WHOLE;
            }

            @Override
            public void settle(RunId run, Amount reserved, Spend spent) {
                writes.add("settle " + reserved + " " + spent);
            }
        };
    }
}
