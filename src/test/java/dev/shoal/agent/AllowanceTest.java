package dev.shoal.agent;

import static dev.shoal.agent.ScriptedModel.call;
import static dev.shoal.agent.ScriptedModel.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.shoal.run.Amount;
import dev.shoal.run.Bill;
import dev.shoal.run.Hold;
import dev.shoal.run.Ledger;
import dev.shoal.run.Role;
import dev.shoal.run.RunId;
import dev.shoal.run.Spend;
import dev.shoal.run.Spending;
import dev.shoal.run.TransientFault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private static final Assignment.Identity WHO =
            new Assignment.Identity(new RunId("r1"), "t1", "a1", Role.WORKER, Stage.MODEL);
    private static final AiMessage DONE = call("finish_task", Map.of("handoff", "done"));
    private static final Amount WHOLE = new Amount(50_000_000, 100_000_000);
    private final List<String> writes = new ArrayList<>();

    @Test
    void aShortAgentWritesToTheLedgerTwice() {
        try (Allowance allowance = new Allowance(generous(), WHO, WHOLE, () -> Instant.EPOCH)) {
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
        try (Allowance allowance = new Allowance(generous(), WHO, WHOLE, () -> Instant.EPOCH)) {
            for (int call = 0; call < 100; call++) {
                assertThat(allowance.covers(new Amount(60_000, 0))).isTrue();
                allowance.charge(new Spend(50_000, 0, 0));
            }
        }

        assertThat(writes).hasSizeLessThan(8);
    }

    /// Ten calls, each with the longest reply reserved.
    @Test
    void aUsualLegWritesToTheLedgerTwice() {
        try (Allowance allowance = new Allowance(generous(), WHO, WHOLE, () -> Instant.EPOCH)) {
            for (int call = 0; call < 10; call++) {
                assertThat(allowance.covers(new Amount(24_000, 100_000))).isTrue();
                allowance.charge(new Spend(7_000, 500, 20_000));
            }
        }

        assertThat(writes).hasSize(2);
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
    void anAgentThatIsInterruptedStillPays() {
        List<Boolean> interrupted = new ArrayList<>();
        try (Allowance allowance =
                new Allowance(
                        settling(() -> interrupted.add(Thread.currentThread().isInterrupted())),
                        WHO,
                        WHOLE,
                        () -> Instant.EPOCH)) {
            assertThat(allowance.covers(new Amount(5_000, 10))).isTrue();
            Thread.currentThread().interrupt();
        }

        assertThat(interrupted).containsExactly(false);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aLedgerThatFailsAtTheEndDoesNotCostTheResult() {
        Ledger failing =
                settling(
                        () -> {
                            throw new TransientFault("down", null);
                        });
        try (Allowance allowance = new Allowance(failing, WHO, WHOLE, () -> Instant.EPOCH)) {
            assertThat(allowance.covers(new Amount(10, 0))).isTrue();
        }

        assertThat(writes).hasSize(2);
        assertThat(writes.getLast()).startsWith("settle");
    }

    @Test
    void theReplyIsAsLongAsTheRunCanPay() {
        Stage stage = Stage.withTokens(60_000);
        AtomicInteger turn = new AtomicInteger();
        ScriptedModel model =
                ScriptedModel.answering(
                        r ->
                                reply(
                                        call("echo", Map.of("text", "" + turn.incrementAndGet())),
                                        1_000,
                                        r.maxOutputTokens()));

        assertThat(stage.play(model)).isInstanceOf(AgentEnd.OutOfAllowance.class);

        assertThat(model.requests())
                .extracting(ChatRequest::maxOutputTokens)
                .contains(16_384, 4_096);
        assertThat(stage.spent().amount().tokens()).isLessThanOrEqualTo(60_000);
    }

    @Test
    void timeOnMachinesIsChargedToo() {
        Stage stage = Stage.set();
        stage.machines = new Prices.Machines(10, 100);
        stage.tools =
                List.of(
                        Stage.finish(),
                        Stage.tool(
                                "echo",
                                a -> {
                                    stage.pass(java.time.Duration.ofSeconds(60));
                                    return "ok";
                                }));

        stage.play(ScriptedModel.saying(call("echo", Map.of("text", "x")), DONE));

        assertThat(stage.memory.ledger().spending(Stage.RUN).compute()).isEqualTo(60 * 110);
        assertThat(stage.spent().micros()).isEqualTo(60 * 110);
    }

    private Ledger generous() {
        return settling(() -> {});
    }

    private Ledger settling(Runnable settling) {
        return new Ledger() {
            @Override
            public Reservation reserve(RunId run, Hold hold, Wanted wanted) {
                writes.add("reserve " + wanted);
                return new Reservation.Granted(wanted.most());
            }

            @Override
            public Spending spending(RunId run) {
                return new Spending(Map.of(), 0);
            }

            @Override
            public Amount left(RunId run) {
                return WHOLE;
            }

            @Override
            public void settle(RunId run, Amount reserved, Bill bill) {
                writes.add("settle " + reserved + " " + bill);
                settling.run();
            }
        };
    }
}
