package dev.shoal.agent;

import static dev.shoal.agent.ScriptedModel.call;
import static dev.shoal.agent.ScriptedModel.calls;
import static dev.shoal.agent.ScriptedModel.rawCall;
import static dev.shoal.agent.ScriptedModel.reply;
import static dev.shoal.agent.ScriptedModel.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.shoal.run.Refused;
import dev.shoal.run.TransientFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AgentLoopTest {
    private static final AiMessage DONE = call("finish_task", Map.of("handoff", "all done"));
    private final Stage stage = Stage.set();

    @Test
    void anAgentThatCallsItsEndingToolFinishesWithItsResult() {
        AgentEnd<String> end = stage.play(ScriptedModel.saying(echo("hello"), DONE));

        assertThat(end).isEqualTo(new AgentEnd.Finished<>("all done"));
        assertThat(stage.spent().inputTokens()).isEqualTo(200);
        assertThat(stage.spent().outputTokens()).isEqualTo(20);
    }

    @Test
    void severalCallsOfOneReplyAreMadeInOrderAndAnsweredInOrder() {
        ScriptedModel model = ScriptedModel.saying(calls(echo("one"), echo("two")), DONE);

        stage.play(model);

        assertThat(results(model)).containsExactly("one", "two");
    }

    @Test
    void theCallThatEndsTheWorkCountsHoweverManyCallsComeBeforeIt() {
        AiMessage reply =
                calls(Stream.concat(echoes(150), Stream.of(DONE)).toArray(AiMessage[]::new));

        assertThat(stage.play(ScriptedModel.saying(reply))).isInstanceOf(AgentEnd.Finished.class);
    }

    @Test
    void callsBeyondTheMostOfOneReplyAreSaidNotToBeMade() {
        AiMessage reply =
                calls(Stream.concat(echoes(1_000), Stream.of(DONE)).toArray(AiMessage[]::new));
        ScriptedModel model = ScriptedModel.saying(reply, DONE);

        assertThat(stage.play(model)).isInstanceOf(AgentEnd.Finished.class);
        assertThat(ScriptedModel.heard(model.requests().getLast()))
                .contains("only the first 1000 calls")
                .contains("the last 1 were not");
    }

    private static Stream<AiMessage> echoes(int count) {
        return IntStream.range(0, count).mapToObj(i -> echo("say " + i));
    }

    @Test
    void callsAfterTheOneThatFinishesAreNotMade() {
        List<String> made = new ArrayList<>();
        stage.tools = List.of(Stage.finish(), noting(made));

        AgentEnd<String> end =
                stage.play(ScriptedModel.saying(calls(echo("before"), DONE, echo("after"))));

        assertThat(end).isInstanceOf(AgentEnd.Finished.class);
        assertThat(made).containsExactly("before");
    }

    @Test
    void whatAToolRefusesGoesBackAsTextAndTheAgentGoesOn() {
        stage.tools =
                List.of(
                        Stage.finish(),
                        Stage.tool(
                                "echo",
                                arguments -> {
                                    throw new Refused("no such file: a.txt");
                                }));
        ScriptedModel model = ScriptedModel.saying(echo("x"), DONE);

        assertThat(stage.play(model)).isInstanceOf(AgentEnd.Finished.class);
        assertThat(results(model)).containsExactly("error: no such file: a.txt");
    }

    @Test
    void whateverElseAToolThrowsGoesToTheCallerAndIsStillSettledAndWritten() {
        stage.tools =
                List.of(
                        Stage.tool(
                                "echo",
                                arguments -> {
                                    throw new TransientFault("throttled", null);
                                }));

        assertThatThrownBy(() -> stage.play(ScriptedModel.saying(echo("x"))))
                .isInstanceOf(TransientFault.class);
        assertThat(stage.spent().inputTokens()).isEqualTo(100);
        assertThat(stage.transcript()).contains("\"type\":\"tool_call\"");
    }

    @Test
    void eachMistakeOfFormIsAnsweredSoThatTheModelCanMendIt() {
        ScriptedModel model =
                ScriptedModel.saying(
                        calls(
                                rawCall("echo", "{\"text\": "),
                                rawCall("echo", "{}"),
                                rawCall("echo", "{\"text\": {\"a\": 1}}"),
                                rawCall("echo", "[1]"),
                                rawCall("fly", "{}")),
                        DONE);

        assertThat(stage.play(model)).isInstanceOf(AgentEnd.Finished.class);
        assertThat(results(model))
                .satisfiesExactly(
                        r -> assertThat(r).contains("not valid JSON"),
                        r -> assertThat(r).contains("\"text\" (string) is missing"),
                        r -> assertThat(r).contains("\"text\" (string) has another type"),
                        r -> assertThat(r).contains("must be a JSON object"),
                        r ->
                                assertThat(r)
                                        .contains("no tool \"fly\"")
                                        .contains("finish_task, echo"))
                .allSatisfy(r -> assertThat(r).startsWith("error: "));
    }

    @Test
    void fiveUselessRepliesInARowEndTheAgent() {
        ScriptedModel model =
                ScriptedModel.saying(
                        text(""),
                        text("I think"),
                        rawCall("fly", "{}"),
                        rawCall("echo", "{"),
                        text(" "));

        assertThat(stage.play(model))
                .isInstanceOfSatisfying(
                        AgentEnd.Failed.class,
                        f -> assertThat(f.cause()).contains("5 useless replies in a row"));
        assertThat(model.requests()).hasSize(5);
    }

    @Test
    void aUsefulCallStartsTheCountOfUselessRepliesAnew() {
        AiMessage[] script = new AiMessage[18];
        for (int i = 0; i < 17; i++) {
            script[i] = i % 5 == 4 ? echo("text " + i) : text("hm");
        }
        script[17] = DONE;

        assertThat(stage.play(ScriptedModel.saying(script))).isInstanceOf(AgentEnd.Finished.class);
    }

    @Test
    void aReplyWithoutACallIsToldWhichToolEndsTheWork() {
        ScriptedModel model = ScriptedModel.saying(text("I am done."), DONE);

        stage.play(model);

        assertThat(model.lastHeard()).contains("no tool was called").contains("finish_task ends");
    }

    @Test
    void theSameCallWithTheSameResultOverAndOverCountsAsUseless() {
        ScriptedModel model = ScriptedModel.alwaysSaying(echo("again"));

        assertThat(stage.play(model)).isInstanceOf(AgentEnd.Failed.class);
        assertThat(model.requests()).hasSize(12);
    }

    @Test
    void theTurnsOfAnAgentAreLimitedAndItIsToldBefore() {
        stage.turns = 3;
        AtomicInteger n = new AtomicInteger();
        ScriptedModel model = ScriptedModel.answering(r -> reply(echo("t" + n.incrementAndGet())));

        assertThat(stage.play(model)).isEqualTo(new AgentEnd.Failed<>("all 3 turns used up"));
        assertThat(model.lastHeard()).contains("this is your last reply");
    }

    @Test
    void anAgentOfAStoppedRunMakesNoFurtherCallOfModelOrTool() {
        List<String> made = new ArrayList<>();
        stage.tools =
                List.of(
                        Stage.tool(
                                "echo",
                                arguments -> {
                                    made.add(arguments.string("text"));
                                    stage.stopRun();
                                    return "ok";
                                }));
        ScriptedModel model = ScriptedModel.saying(calls(echo("one"), echo("two")), DONE);

        assertThat(stage.play(model)).isInstanceOf(AgentEnd.Stopped.class);
        assertThat(made).containsExactly("one");
        assertThat(model.requests()).hasSize(1);
    }

    @Test
    void anAgentIsToldWhatIsNewBeforeItsNextModelCallAndKeepsIt() {
        List<List<String>> news = new ArrayList<>(List.of(List.of(), List.of("use tabs")));
        stage.news = () -> news.isEmpty() ? List.of() : news.removeFirst();
        ScriptedModel model = ScriptedModel.saying(echo("one"), echo("two"), DONE);

        stage.play(model);

        assertThat(model.requests().get(0).messages().toString()).doesNotContain("use tabs");
        assertThat(ScriptedModel.heard(model.requests().get(1))).isEqualTo("use tabs");
        assertThat(model.requests().get(2).messages().toString()).containsOnlyOnce("use tabs");
        assertThat(stage.transcript()).contains("use tabs");
    }

    @Test
    void whatAnAgentWasToldOutlivesAFreshStart() {
        List<List<String>> news = new ArrayList<>(List.of(List.of("use tabs")));
        stage.news = () -> news.isEmpty() ? List.of() : news.removeFirst();
        stage.context = 2_000;
        stage.tools = List.of(Stage.finish(), Stage.tool("echo", a -> "x".repeat(9_000)));
        ScriptedModel model = ScriptedModel.saying(echo("one"), DONE);

        stage.play(model);

        assertThat(model.requests()).hasSize(3);
        assertThat(model.lastHeard()).contains("use tabs").contains("Your notes so far");
    }

    @Test
    void anAgentHandsOverWithItsNotesWhenItsTimeIsNearlyUp() {
        stage.tools =
                List.of(
                        Stage.tool(
                                "echo",
                                arguments -> {
                                    stage.pass(Duration.ofMinutes(14));
                                    return "ok";
                                }));
        ScriptedModel model = ScriptedModel.saying(calls(echo("one"), echo("two")));

        assertThat(stage.play(model)).isEqualTo(new AgentEnd.HandedOver<>("notes", Duration.ZERO));
        assertThat(model.requests().getLast().toolSpecifications()).isEmpty();
        assertThat(model.lastHeard()).contains("[result of echo] ok").contains("Your time");
    }

    @Test
    void anAgentOfAnyRoleIsToldAtFirstWhatTurnsAndTimeItHas() {
        stage.turns = 7;
        ScriptedModel model = ScriptedModel.saying(DONE);

        stage.play(model);

        assertThat(model.lastHeard())
                .startsWith("brief\n\n[This session: 7 turns at most ")
                .contains(" about 14 minutes from its beginning.");
        assertThat(stage.transcript()).contains("about 14 minutes from its beginning");
    }

    @Test
    void aLongOutputIsCutInTheMiddle() {
        stage.tools = List.of(Stage.finish(), Stage.tool("echo", a -> "x".repeat(100_000)));
        ScriptedModel model = ScriptedModel.saying(echo("one"), DONE);

        stage.play(model);

        assertThat(results(model).getFirst()).hasSizeLessThan(30_200).contains("left out");
    }

    @Test
    void aConversationThatOutgrowsItsShareGoesOnFromTheNotes() {
        stage.context = 5_000;
        stage.tools = List.of(Stage.finish(), Stage.tool("echo", a -> "y".repeat(29_000)));
        ScriptedModel model = ScriptedModel.saying(echo("one"), DONE);

        assertThat(stage.play(model)).isInstanceOf(AgentEnd.Finished.class);
        assertThat(model.requests()).hasSize(3);
        assertThat(model.requests().getLast().messages()).hasSize(2);
        assertThat(model.lastHeard()).startsWith("brief").endsWith("notes");
    }

    private static AiMessage echo(String text) {
        return call("echo", Map.of("text", text));
    }

    private static Tool<String> noting(List<String> made) {
        return Stage.tool(
                "echo",
                arguments -> {
                    made.add(arguments.string("text"));
                    return "ok";
                });
    }

    /// What the calls of the model's first reply were answered, as its second request shows it.
    private static List<String> results(ScriptedModel model) {
        return model.requests().get(1).messages().stream()
                .filter(ToolExecutionResultMessage.class::isInstance)
                .map((ChatMessage m) -> ((ToolExecutionResultMessage) m).text())
                .toList();
    }
}
