package dev.shoal.sandbox;

import dev.shoal.run.PermanentFault;
import dev.shoal.run.RunId;
import dev.shoal.sandbox.Sandbox.Execution;
import dev.shoal.trunk.CommitId;
import dev.shoal.trunk.Depot;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.TreeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// Fills orders one after the other, as a function does: gets the tree, runs the command, puts what
/// is new. Keeps git objects and scratch folders for the next order, but of one run at a time: no
/// command finds another run's files.
@ApplicationScoped
public class Orders {
    /// For what comes after the command: hashing, packing, sending.
    private static final Duration RESERVE = Duration.ofSeconds(20);

    private static final int MOST_SCOPES = 3;
    private static final int MOST_ORDERS = 300;

    private final ProcessSandbox sandbox;
    private final Depots depots;
    private final Parcels parcels;
    private final SequencedSet<String> scopes = new LinkedHashSet<>();
    private @Nullable RunId run;
    private int filled;

    public Orders(ProcessSandbox sandbox, Depots depots, Parcels parcels) {
        this.sandbox = sandbox;
        this.depots = depots;
        this.parcels = parcels;
    }

    /// `left` is the time until this process may be killed.
    public synchronized SandboxAnswer fill(SandboxOrder order, Duration left) {
        RunId wanted = new RunId(order.run());
        makeRoom(wanted, order.scope());
        try {
            return filled(order, wanted, left);
        } catch (RuntimeException e) {
            startOver(wanted);
            throw e;
        }
    }

    private SandboxAnswer filled(SandboxOrder order, RunId wanted, Duration left) {
        Depot depot = depots.of(wanted);
        TreeId tree = received(depot, order.in());
        Execution execution =
                sandbox.run(
                        new Sandbox.Job(
                                wanted,
                                order.scope(),
                                tree,
                                order.command(),
                                timeout(order, left),
                                parcels.signal(order.stop())));
        return sent(depot, tree, execution, order.out());
    }

    private static Duration timeout(SandboxOrder order, Duration left) {
        Duration wanted = Duration.ofMillis(order.timeoutMillis());
        Duration possible = left.minus(RESERVE);
        Duration timeout = wanted.compareTo(possible) < 0 ? wanted : possible;
        return timeout.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : timeout;
    }

    /// Small packs make git slow after some hundreds; then all is got anew.
    private void makeRoom(RunId wanted, String scope) {
        RunId last = run;
        if (last != null && (!last.equals(wanted) || filled >= MOST_ORDERS)) {
            startOver(last);
        }
        run = wanted;
        filled++;
        scopes.remove(scope);
        scopes.addLast(scope);
        while (scopes.size() > MOST_SCOPES) {
            sandbox.release(wanted, scopes.removeFirst());
        }
    }

    private void startOver(RunId last) {
        scopes.forEach(old -> sandbox.release(last, old));
        scopes.clear();
        depots.forget(last);
        filled = 0;
    }

    private TreeId received(Depot depot, SandboxOrder.Sources in) {
        TreeId tree = new TreeId(in.tree());
        if (!depot.has(tree)) {
            if (!depot.has(new CommitId(in.base()))) {
                parcels.fetch(in.basePack(), depot);
            }
            parcels.fetch(in.addition(), depot);
        }
        if (!depot.has(tree)) {
            throw new PermanentFault("the packs that came do not hold tree " + tree, null);
        }
        return tree;
    }

    private SandboxAnswer sent(Depot depot, TreeId before, Execution execution, String out) {
        return switch (execution) {
            case Execution.Exited(int code, String output, TreeId tree) -> {
                send(depot, before, tree, out);
                yield new SandboxAnswer.Exited(code, output, tree.hex());
            }
            case Execution.TimedOut(String output, TreeId tree) -> {
                send(depot, before, tree, out);
                yield new SandboxAnswer.TimedOut(output, tree.hex());
            }
            case Execution.Broken(String reason) -> new SandboxAnswer.Broken(reason);
        };
    }

    private void send(Depot depot, TreeId before, TreeId after, String out) {
        if (before.equals(after)) {
            return;
        }
        Path file = depots.temporary();
        try {
            depot.writePack(after, before, file);
            parcels.put(file, out);
        } finally {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new PermanentFault("can't delete " + file, e);
        }
    }
}
