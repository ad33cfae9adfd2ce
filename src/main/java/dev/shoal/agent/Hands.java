package dev.shoal.agent;

import java.util.List;
import java.util.function.BooleanSupplier;

/// Carries out what a reply asks for, call by call, and tells the model what came of it. Every call
/// gets its result, whatever happens: providers refuse a conversation in which one is missing.
final class Hands<R> {
    private static final String AGAIN =
            "\n\n[this very call has given this very result many times in a row: do something else]";

    private final Toolbox<R> tools;
    private final Conversation talk;
    private final Transcript transcript;
    private final Checks checks;
    private final Repetition repetition = new Repetition();

    /// What is looked at before each call.
    record Checks(BooleanSupplier running, BooleanSupplier timeUp) {}

    /// What the calls of one reply came to.
    sealed interface Done<R> {
        record Ended<R>(AgentEnd<R> end) implements Done<R> {}

        record Useful<R>() implements Done<R> {}

        record Useless<R>(String why) implements Done<R> {}
    }

    Hands(Toolbox<R> tools, Conversation talk, Transcript transcript, Checks checks) {
        this.tools = tools;
        this.talk = talk;
        this.transcript = transcript;
        this.checks = checks;
    }

    /// In order. Useful if one of them was; the calls after one that ends the agent are not made.
    Done<R> carryOut(List<ToolCall> calls) {
        Done<R> all = new Done.Useless<>("no call");
        for (ToolCall call : calls) {
            Done<R> one = carryOut(call);
            if (one instanceof Done.Ended<R>) {
                return one;
            }
            all = all instanceof Done.Useful<R> ? all : one;
        }
        return all;
    }

    private Done<R> carryOut(ToolCall call) {
        if (!checks.running().getAsBoolean()) {
            return new Done.Ended<>(new AgentEnd.Stopped<>(talk.soFar()));
        }
        transcript.call(call.id(), call.name(), call.arguments().toString());
        if (checks.timeUp().getAsBoolean()) {
            tell(call, "error: not done: your time is up");
            return new Done.Useful<>();
        }
        return switch (tools.call(call)) {
            case Toolbox.Outcome.Finished<R>(R result) -> finished(call, result);
            case Toolbox.Outcome.Mistaken<R>(String text) -> {
                tell(call, text);
                yield new Done.Useless<>(text);
            }
            case Toolbox.Outcome.Answered<R>(String text) -> answered(call, text);
        };
    }

    private Done<R> finished(ToolCall call, R result) {
        transcript.result(call.id(), call.name(), "(the work is finished)");
        return new Done.Ended<>(new AgentEnd.Finished<>(result));
    }

    private Done<R> answered(ToolCall call, String text) {
        if (repetition.isTooMuch(call, text)) {
            tell(call, text + AGAIN);
            return new Done.Useless<>("the same call of " + call.name() + " again and again");
        }
        tell(call, text);
        return new Done.Useful<>();
    }

    private void tell(ToolCall call, String text) {
        talk.result(call, text);
        transcript.result(call.id(), call.name(), text);
    }
}
