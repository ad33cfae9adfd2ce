package dev.shoal.sandbox;

import dev.shoal.run.RunId;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.TreeId;
import dev.shoal.trunk.Trees;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Runs commands as processes of this machine, each scope in a scratch folder of its own, apart
/// from this process as far as the machine allows. See docs/sandbox.md for what that protects.
@ApplicationScoped
public class ProcessSandbox implements Sandbox {
    private static final Logger LOG = Logger.getLogger(ProcessSandbox.class);

    private final Depots depots;
    private final Surroundings surroundings;
    private final Isolation isolation = Isolation.strictest();
    private final ConcurrentHashMap<String, Scope> scopes = new ConcurrentHashMap<>();

    public ProcessSandbox(Depots depots, Surroundings surroundings) {
        this.depots = depots;
        this.surroundings = surroundings;
    }

    @Override
    public Execution run(Job job) {
        Scope scope = scopes.computeIfAbsent(key(job.run(), job.scope()), k -> new Scope());
        scope.lock.lock();
        try {
            return new Command(surroundings, isolation).run(job, prepared(job, scope));
        } catch (IOException e) {
            scope.folder = null;
            discard(folder(job.run(), job.scope()));
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
            discard(folder(run, name));
        } finally {
            scope.lock.unlock();
        }
    }

    private Prepared prepared(Job job, Scope scope) throws IOException {
        Prepared folder = scope.folder;
        if (folder == null) {
            Path root = folder(job.run(), job.scope());
            Folders.delete(root);
            folder = Prepared.in(root, new Trees(depots.of(job.run())), isolation);
            scope.folder = folder;
        }
        folder.checkout().become(job.tree());
        return folder;
    }

    private Path folder(RunId run, String scope) {
        return surroundings.folder().resolve(run.value()).resolve(scope);
    }

    private static String key(RunId run, String scope) {
        return run + "/" + scope;
    }

    private static void discard(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            LOG.warnf("can't delete %s: %s", folder, e.getMessage());
        }
    }

    private static String reason(IOException e) {
        String text = e.getMessage() == null ? e.toString() : e.getMessage();
        return e.getClass().getSimpleName() + ": " + text;
    }

    private static final class Scope {
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable Prepared folder;
    }

    /// A scratch folder, with its own home and temporary folder beside the files.
    record Prepared(Path root, Checkout checkout) {
        static Prepared in(Path root, Trees trees, Isolation isolation) throws IOException {
            Files.createDirectories(root);
            for (String name : new String[] {"tree", "home", "tmp"}) {
                Path folder = Files.createDirectory(root.resolve(name));
                if (isolation.user().isPresent()) {
                    Files.setAttribute(folder, "unix:uid", isolation.user().getAsInt());
                }
            }
            return new Prepared(root, new Checkout(root.resolve("tree"), trees, isolation.user()));
        }

        Path folder(String name) {
            return root.resolve(name);
        }

        TreeId hashed(StringBuilder notes) throws IOException {
            return checkout.hashed(notes);
        }
    }
}
