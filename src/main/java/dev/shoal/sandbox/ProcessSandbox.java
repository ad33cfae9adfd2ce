package dev.shoal.sandbox;

import dev.shoal.run.RunId;
import dev.shoal.run.ShoalException;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.Trees;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Runs commands as processes of this machine, each scope in a scratch folder of its own, apart
/// from this process as far as the machine allows. See docs/sandbox.md for what that protects.
@ApplicationScoped
@Typed(ProcessSandbox.class)
public class ProcessSandbox implements Sandbox {
    private static final Logger LOG = Logger.getLogger(ProcessSandbox.class);

    private static final int DELETE_SECONDS = 60;

    private final Depots depots;
    private final Surroundings surroundings;
    private final Isolation isolation;
    private final ConcurrentHashMap<String, Scope> scopes = new ConcurrentHashMap<>();

    @Inject
    public ProcessSandbox(Depots depots, Surroundings surroundings) {
        this(depots, surroundings, Isolation.strictest(surroundings.folder()));
        if (!isolation.hasNamespace()) {
            LOG.warn(
                    "commands of repositories run as processes that can see and end this one; see docs/sandbox.md");
        }
    }

    ProcessSandbox(Depots depots, Surroundings surroundings, Isolation isolation) {
        this.depots = depots;
        this.surroundings = surroundings;
        this.isolation = isolation;
    }

    @Override
    public Execution run(Job job) {
        Scope scope = scopes.computeIfAbsent(key(job.run(), job.scope()), k -> new Scope());
        scope.lock.lock();
        try {
            Execution execution =
                    new Command(surroundings, isolation).run(job, prepared(job, scope));
            if (execution instanceof Execution.Broken) {
                scope.discard();
            }
            return execution;
        } catch (IOException | ShoalException e) {
            scope.discard();
            return new Execution.Broken(reason(e));
        } finally {
            scope.lock.unlock();
        }
    }

    @Override
    public void release(RunId run, String name) {
        Scope scope = scopes.remove(key(run, name));
        if (scope == null) {
            return;
        }
        scope.lock.lock();
        try {
            scope.discard();
        } finally {
            scope.lock.unlock();
        }
    }

    private ScratchFolder prepared(Job job, Scope scope) throws IOException {
        ScratchFolder folder = scope.folder;
        if (folder == null) {
            folder =
                    ScratchFolder.in(
                            surroundings.folder().resolve(job.run().value()),
                            job.scope(),
                            new Trees(depots.of(job.run())),
                            isolation.user());
            scope.folder = folder;
        }
        folder.become(job.tree());
        return folder;
    }

    private static String key(RunId run, String scope) {
        return run + "/" + scope;
    }

    private static String reason(Exception e) {
        String text = e.getMessage() == null ? e.toString() : e.getMessage();
        return e.getClass().getSimpleName() + ": " + text;
    }

    /// Deletes what a command has left. Folders within folders beyond the length of any path are
    /// left to `rm`, which goes down step by step.
    private static void delete(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            LOG.debugf("%s is left to rm: %s", folder, e.getMessage());
            deleteByCommand(folder);
        }
    }

    private static void deleteByCommand(Path folder) {
        boolean interrupted = Thread.interrupted();
        try {
            Process rm =
                    new ProcessBuilder("rm", "-rf", "--", folder.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!rm.waitFor(DELETE_SECONDS, TimeUnit.SECONDS) || rm.exitValue() != 0) {
                rm.destroyForcibly();
                LOG.warnf("can't delete %s", folder);
            }
        } catch (IOException e) {
            LOG.warnf("can't delete %s: %s", folder, e.getMessage());
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class Scope {
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable ScratchFolder folder;

        /// The next command starts with a new folder.
        private void discard() {
            if (folder != null) {
                delete(folder.root());
                folder = null;
            }
        }
    }
}
