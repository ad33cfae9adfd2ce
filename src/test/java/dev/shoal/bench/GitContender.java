package dev.shoal.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Lands as a careful script would with git: fetch, rebase, push, and again after a random wait
/// that grows. Each has a clone and a file of its own.
final class GitContender implements Contest.Contender {

    private static final int MOST_TRIES = 100;
    private static final int LONGEST_WAIT = 1_000;

    /// Processes at once; more would only share the same cores.
    private static final Semaphore PROCESSES = new Semaphore(12);

    private final Path clone;
    private final Duration roundTrip;
    private int landed;

    private GitContender(Path clone, Duration roundTrip) {
        this.clone = clone;
        this.roundTrip = roundTrip;
    }

    static GitContender cloned(Path folder, String name, Duration roundTrip)
            throws IOException, InterruptedException {
        GitContender contender = new GitContender(folder.resolve(name), roundTrip);
        if (!git(folder, "clone", "-q", folder.resolve("upstream.git").toString(), name)) {
            throw new IOException("can't clone into " + contender.clone);
        }
        return contender;
    }

    @Override
    public int land() throws Exception {
        Files.writeString(clone.resolve(clone.getFileName() + ".txt"), "change " + ++landed);
        must("add", "-A");
        must("commit", "-qm", "Change");
        for (int lost = 0; lost < MOST_TRIES; lost++) {
            Thread.sleep(roundTrip);
            must("fetch", "-q", "origin");
            must("rebase", "-q", "origin/main");
            Thread.sleep(roundTrip);
            if (git(clone, "push", "-q", "origin", "HEAD:main")) {
                return lost;
            }
            int longest = Math.min(LONGEST_WAIT, 20 << Math.min(lost, 6));
            Thread.sleep(ThreadLocalRandom.current().nextInt(longest));
        }
        throw new IOException("not pushed in " + MOST_TRIES + " tries");
    }

    private void must(String... arguments) throws IOException, InterruptedException {
        if (!git(clone, arguments)) {
            throw new IOException("git " + String.join(" ", arguments) + " failed in " + clone);
        }
    }

    private static boolean git(Path folder, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "git",
                                "-c",
                                "user.name=W",
                                "-c",
                                "user.email=w@example.com",
                                "-c",
                                "gc.auto=0",
                                "-c",
                                "maintenance.auto=false"));
        command.addAll(List.of(arguments));
        PROCESSES.acquire();
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("git hangs in " + folder);
            }
            return process.exitValue() == 0;
        } finally {
            PROCESSES.release();
        }
    }
}
