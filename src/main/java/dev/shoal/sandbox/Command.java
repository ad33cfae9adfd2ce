package dev.shoal.sandbox;

import dev.shoal.sandbox.Sandbox.Execution;
import dev.shoal.trunk.TreeId;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One command as a process: started, watched, ended with everything it started.
final class Command {
    private static final long GRACE_SECONDS = 5;

    private final Surroundings surroundings;
    private final Isolation isolation;

    Command(Surroundings surroundings, Isolation isolation) {
        this.surroundings = surroundings;
        this.isolation = isolation;
    }

    Execution run(Sandbox.Job job, ScratchFolder folder) throws IOException {
        Process process = start(job, folder);
        Output output = new Output();
        // Not a virtual thread: one that waits for a pipe keeps the thread below it.
        Thread reader =
                Thread.ofPlatform()
                        .daemon()
                        .name("output-of-command")
                        .start(() -> output.readAll(process.getInputStream()));
        boolean exited = awaited(process, job);
        boolean interrupted = Thread.interrupted();
        try {
            return ended(process, reader, folder)
                    ? result(process, exited, output, folder)
                    : new Execution.Broken("processes of the command could not be ended");
        } catch (InterruptedException e) {
            interrupted = true;
            return new Execution.Broken("interrupted");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Process start(Sandbox.Job job, ScratchFolder folder) throws IOException {
        long seconds = job.timeout().toSeconds() + GRACE_SECONDS;
        ProcessBuilder builder = new ProcessBuilder(isolation.command(job.command(), seconds));
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("PATH", surroundings.path());
        environment.put("HOME", folder.home().toString());
        environment.put("TMPDIR", folder.temporary().toString());
        environment.put("LANG", "C.UTF-8");
        builder.directory(folder.files().toFile()).redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        return builder.start();
    }

    /// False if the time was up, the job was cancelled or this thread interrupted.
    private static boolean awaited(Process process, Sandbox.Job job) {
        long end = System.nanoTime() + job.timeout().toNanos();
        try {
            while (System.nanoTime() < end) {
                long wait = Math.min(1_000_000_000L, end - System.nanoTime());
                if (process.waitFor(Math.max(wait, 1), TimeUnit.NANOSECONDS)) {
                    return true;
                }
                if (job.cancelled().getAsBoolean()) {
                    return false;
                }
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean ended(Process process, Thread reader, ScratchFolder folder)
            throws IOException, InterruptedException {
        boolean ended = new Remains(process, isolation, folder.root()).end();
        if (!reader.join(Duration.ofSeconds(2))) {
            // A process that got away holds the pipe: the reader ends when that writes again.
            process.getInputStream().close();
        }
        return ended;
    }

    private Execution result(Process process, boolean exited, Output output, ScratchFolder folder)
            throws IOException {
        String said = output.text();
        if (exited && isolation.couldNotStart(process.exitValue(), said)) {
            return new Execution.Broken(said.strip());
        }
        Notes notes = new Notes();
        TreeId tree = folder.hashed(notes);
        String text = said + notes;
        return exited
                ? new Execution.Exited(process.exitValue(), text, tree)
                : new Execution.TimedOut(text, tree);
    }
}
