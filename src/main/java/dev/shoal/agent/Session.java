package dev.shoal.agent;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.shoal.run.Cut;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// One agent at work, from its first model call to its end. Used by one thread.
final class Session<R> {
    private static final int MOST_USELESS = 5;

    /// Tokens that providers add of their own, for instance to explain tools.
    private static final long FRAMING = 1_000;

    private final Assignment<R> assignment;
    private final Gear gear;
    private final Toolbox<R> tools;
    private final String brief;
    private final Conversation talk;
    private final Hands<R> hands;
    private final NoteTaking notes;
    private final Set<String> callIds = new HashSet<>();
    private final long overhead;
    private int turn;
    private int useless;

    /// What a session works with. `share` is how many tokens the conversation may grow to.
    record Gear(
            Line line,
            Till till,
            Transcript transcript,
            Term term,
            BooleanSupplier running,
            Prompts prompts,
            int share) {}

    Session(Assignment<R> assignment, Gear gear) {
        this.assignment = assignment;
        this.gear = gear;
        this.tools = new Toolbox<>(assignment.tools());
        this.brief =
                assignment.brief().stripTrailing()
                        + "\n\n"
                        + Notice.atStart(assignment.bounds().turns(), gear.term());
        this.talk = new Conversation(assignment.system(), brief, assignment.notes());
        this.hands =
                new Hands<>(
                        tools,
                        talk,
                        gear.transcript(),
                        new Hands.Checks(gear.running(), gear.term()::isUp));
        this.notes = new NoteTaking(talk, gear);
        this.overhead = FRAMING + tools.specifications().toString().length();
    }

    AgentEnd<R> run() {
        gear.transcript().text("system", assignment.system());
        gear.transcript().text("user", brief);
        if (!assignment.notes().isBlank()) {
            gear.transcript().text("user", "goes on from these notes: " + assignment.notes());
        }
        while (turn < assignment.bounds().turns()) {
            gear.transcript().turn(++turn);
            assignment.news().get().forEach(this::tell);
            Optional<AgentEnd<R>> end = barrier().or(this::shorten).or(this::turn);
            if (end.isPresent()) {
                return end.get();
            }
        }
        return new AgentEnd.Failed<>("all " + turn + " turns used up");
    }

    /// What keeps the next model call from being made, looked at in this order.
    private Optional<AgentEnd<R>> barrier() {
        if (!gear.running().getAsBoolean()) {
            return Optional.of(new AgentEnd.Stopped<>(talk.soFar()));
        }
        if (!gear.till().covers(talk.most() + overhead)) {
            return Optional.of(new AgentEnd.OutOfAllowance<>(talk.soFar()));
        }
        return gear.term().isUp() ? Optional.of(handedOver()) : Optional.empty();
    }

    /// Goes on from notes if the conversation has outgrown its share.
    private Optional<AgentEnd<R>> shorten() {
        if (talk.estimate() <= gear.share() || talk.length() == 0) {
            return Optional.empty();
        }
        return notes.startAfresh().flatMap(this::ended).or(this::barrier);
    }

    private Optional<AgentEnd<R>> turn() {
        ChatRequest request =
                ChatRequest.builder()
                        .messages(talk.messages())
                        .toolSpecifications(tools.specifications())
                        .maxOutputTokens(gear.till().reply())
                        .build();
        Call call = gear.line().call(request);
        return switch (call) {
            case Call.Answered(ChatResponse response) -> answered(response);
            case Call.TooLong(String why) -> tooLong(why);
            case Call.Unreadable(String why) -> {
                gear.till().charge(new Usage(talk.estimate(), 0, 0, 0));
                yield useless(why);
            }
            default -> ended(call);
        };
    }

    private void tell(String news) {
        talk.inform(news);
        gear.transcript().text("user", news);
    }

    private Optional<AgentEnd<R>> answered(ChatResponse response) {
        Usage usage = Till.usage(response, talk.estimate());
        gear.transcript().usage(gear.till().charge(usage));
        Reply reply = Reply.of(response.aiMessage(), turn, callIds);
        talk.reply(reply.message(), usage);
        reply.text().ifPresent(text -> gear.transcript().text("assistant", text));
        Optional<AgentEnd<R>> end = reply.calls().isEmpty() ? idle(reply) : carriedOut(reply);
        if (end.isEmpty() && reply.dropped() > 0) {
            sayDropped(reply);
        }
        if (end.isEmpty()) {
            remind(response.finishReason() == FinishReason.LENGTH);
        }
        return end;
    }

    private void sayDropped(Reply reply) {
        String told =
                "only the first %d calls of your reply were made; the last %d were not: make them again"
                        .formatted(reply.calls().size(), reply.dropped());
        talk.say(told);
        gear.transcript().text("user", told);
    }

    private Optional<AgentEnd<R>> carriedOut(Reply reply) {
        Instant before = gear.term().clock().instant();
        Hands.Done<R> done = hands.carryOut(reply.calls());
        Duration took = Duration.between(before, gear.term().clock().instant());
        gear.till().chargeTime(Duration.ZERO, took);
        return switch (done) {
            case Hands.Done.Ended<R>(AgentEnd<R> end) -> Optional.of(end);
            case Hands.Done.Useless<R>(String why) -> useless(why);
            case Hands.Done.Useful<R>() -> {
                useless = 0;
                yield Optional.empty();
            }
        };
    }

    /// A reply without a call.
    private Optional<AgentEnd<R>> idle(Reply reply) {
        String what = reply.text().isPresent() ? "no tool was called" : "the reply was empty";
        String nudge =
                "%s: go on by calling one; %s ends your work".formatted(what, tools.endings());
        talk.say(nudge);
        gear.transcript().text("user", nudge);
        return useless(what);
    }

    private Optional<AgentEnd<R>> useless(String why) {
        useless++;
        if (useless < MOST_USELESS) {
            return Optional.empty();
        }
        return failed(
                "%d useless replies in a row of %s; the last: %s"
                        .formatted(useless, assignment.who().model(), Cut.middle(why, 600)));
    }

    private void remind(boolean cutOff) {
        int left = assignment.bounds().turns() - turn;
        String notice =
                (cutOff ? "[your reply was cut off at the output limit: write less at once]\n" : "")
                        + Notice.of(left, gear.term(), gear.till().isScarce());
        if (!notice.isEmpty()) {
            talk.addToLast("\n\n" + notice);
            gear.transcript().text("note", notice);
        }
    }

    private Optional<AgentEnd<R>> tooLong(String why) {
        if (talk.length() == 0) {
            return ended(new Call.Broken(why));
        }
        return barrier().or(() -> notes.startAfresh().flatMap(this::ended));
    }

    /// How the agent ends if a call ended without an answer.
    private Optional<AgentEnd<R>> ended(Call call) {
        return switch (call) {
            case Call.Answered a -> Optional.empty();
            case Call.TooLong t -> Optional.empty();
            case Call.Unreadable u -> Optional.empty();
            case Call.PutOff(String why, Duration later) -> {
                gear.transcript().text("note", "put off for " + later + ": " + why);
                yield Optional.of(new AgentEnd.HandedOver<>(talk.lastWords(), later));
            }
            case Call.TimeUp() -> Optional.of(handedOver());
            case Call.Stopped() -> Optional.of(new AgentEnd.Stopped<>(talk.soFar()));
            case Call.Broken(String why) -> failed(assignment.who().model() + ": " + why);
        };
    }

    private AgentEnd<R> handedOver() {
        return new AgentEnd.HandedOver<>(notes.last(), Duration.ZERO);
    }

    private Optional<AgentEnd<R>> failed(String cause) {
        return Optional.of(new AgentEnd.Failed<>(cause));
    }
}
