package dev.shoal.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.shoal.run.Cut;
import dev.shoal.run.Pause;
import dev.shoal.run.PermanentFault;
import dev.shoal.run.RunId;
import dev.shoal.run.ShoalException;
import dev.shoal.run.TransientFault;
import dev.shoal.sandbox.Sandbox;
import dev.shoal.sandbox.SandboxAnswer;
import dev.shoal.sandbox.SandboxOrder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.io.IOException;
import java.time.Duration;

/// Runs commands in the function `sandbox`: trees go there and back as packs in the bucket, by
/// signed addresses; the call itself holds only names. An invocation can't be ended from outside:
/// to stop one, an object is written that it looks for.
@ApplicationScoped
@Typed(LambdaSandbox.class)
public class LambdaSandbox implements Sandbox {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_OUTPUT = 31_000;
    private static final int TRIES = 7;
    private static final Duration FIRST = Duration.ofMillis(500);

    /// How much longer than the command an invocation may take: a cold start, a large tree.
    private static final Duration EXTRA = Duration.ofMinutes(3);

    private final TreeParcels parcels;
    private final Addresses addresses;
    private final S3Signals signals;
    private final Invoker invoker;
    private final Pause pause;

    LambdaSandbox(
            TreeParcels parcels,
            Addresses addresses,
            S3Signals signals,
            Invoker invoker,
            Pause pause) {
        this.parcels = parcels;
        this.addresses = addresses;
        this.signals = signals;
        this.invoker = invoker;
        this.pause = pause;
    }

    @Override
    public Execution run(Job job) {
        try {
            Duration valid = job.timeout().plus(EXTRA);
            TreeParcels.Parcel parcel = parcels.send(job.run(), job.scope(), job.tree(), valid);
            byte[] order = JSON.writeValueAsBytes(order(job, parcel, valid));
            Invocation invocation =
                    Invocation.start(
                            () -> invoked(order, valid), () -> signals.send(parcel.stop()));
            return switch (invocation.await(job, valid)) {
                case Invocation.Result.Answered(byte[] answer) -> execution(job, parcel, answer);
                case Invocation.Result.GivenUp up -> new Execution.TimedOut("", job.tree());
            };
        } catch (ShoalException | IOException e) {
            return new Execution.Broken(String.valueOf(e.getMessage()));
        }
    }

    private SandboxOrder order(Job job, TreeParcels.Parcel parcel, Duration valid) {
        return new SandboxOrder(
                job.run().value(),
                job.scope(),
                job.command(),
                job.timeout().toMillis(),
                parcel.sources(),
                addresses.put(parcel.out(), valid),
                addresses.get(parcel.stop(), valid));
    }

    /// A call that was throttled or lost is made again: a command works on a copy of the tree, so
    /// that it ran already does no harm.
    private byte[] invoked(byte[] order, Duration longest) {
        for (int attempt = 0; ; attempt++) {
            try {
                return invoker.invoke(order, longest);
            } catch (TransientFault e) {
                if (attempt + 1 == TRIES) {
                    throw e;
                }
                pause.of(FIRST.multipliedBy(1L << attempt));
            }
        }
    }

    private Execution execution(Job job, TreeParcels.Parcel parcel, byte[] answer)
            throws IOException {
        return switch (answer(answer)) {
            case SandboxAnswer.Exited(int code, String output, String tree) ->
                    new Execution.Exited(
                            code, cut(output), parcels.receive(job.run(), parcel, tree));
            case SandboxAnswer.TimedOut(String output, String tree) ->
                    new Execution.TimedOut(cut(output), parcels.receive(job.run(), parcel, tree));
            case SandboxAnswer.Broken(String reason) -> new Execution.Broken(cut(reason));
        };
    }

    /// The command shares a container with who answers for it, so the answer may be anything.
    private static SandboxAnswer answer(byte[] answer) throws IOException {
        try {
            SandboxAnswer read = JSON.readValue(answer, SandboxAnswer.class);
            if (read == null) {
                throw new PermanentFault("the sandbox answered nothing", null);
            }
            return read;
        } catch (JsonProcessingException e) {
            throw new PermanentFault("not an answer of the sandbox: " + e.getOriginalMessage(), e);
        }
    }

    private static String cut(String text) {
        return Cut.middle(text, MOST_OUTPUT);
    }

    /// The containers keep what they keep; it is overwritten or gone soon enough.
    @Override
    public void release(RunId run, String scope) {
        parcels.forget(run, scope);
    }
}
