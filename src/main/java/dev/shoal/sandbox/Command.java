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

    Execution run(Sandbox.Job job, ProcessSandbox.Prepared folder) throws IOException {
        Process process = start(job, folder);
        Output output = new Output();
        Thread reader = Thread.ofVirtual().start(() -> output.readAll(process.getInputStream()));
        boolean exited = awaited(process, job);
        end(process);
        finish(reader);
        StringBuilder notes = new StringBuilder();
        TreeId tree = folder.hashed(notes);
        String text = output.text() + notes;
        return exited
                ? new Execution.Exited(process.exitValue(), text, tree)
                : new Execution.TimedOut(text, tree);
    }

    private Process start(Sandbox.Job job, ProcessSandbox.Prepared folder) throws IOException {
        long seconds = job.timeout().toSeconds() + GRACE_SECONDS;
        ProcessBuilder builder = new ProcessBuilder(isolation.command(job.command(), seconds));
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("PATH", surroundings.path());
        environment.put("HOME", folder.folder("home").toString());
        environment.put("TMPDIR", folder.folder("tmp").toString());
        environment.put("LANG", "C.UTF-8");
        builder.directory(folder.folder("tree").toFile()).redirectErrorStream(true);
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

    /// Kills what is left of the process and of all that descend from it. With a process namespace,
    /// that is all of it.
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void finish(Thread reader) {
        try {
            reader.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
