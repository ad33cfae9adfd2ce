package dev.shoal.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The processes that a command leaves, each of which has to be dead before its files are read: one
/// that lives could put a link in the place of a folder while that is being read, perhaps by a user
/// who may read more than it.
final class Remains {
    private static final int MOST_ROUNDS = 100;
    private static final int ROUND_MILLIS = 50;

    private final Process process;
    private final Isolation isolation;
    private final Path folder;

    /// `folder` is where the command ran; no other command's environment names it.
    Remains(Process process, Isolation isolation, Path folder) {
        this.process = process;
        this.isolation = isolation;
        this.folder = folder;
    }

    /// Kills them all. False if one is still alive some seconds later.
    boolean end() throws InterruptedException {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (isolation.hasNamespace() ? firstEnded() : allEnded()) {
                return true;
            }
        }
        process.destroyForcibly();
        return false;
    }

    /// The kernel kills all of a namespace with its first process, and `unshare` returns only after
    /// that: so it must not be killed itself.
    private boolean firstEnded() throws InterruptedException {
        process.children().forEach(ProcessHandle::destroyForcibly);
        return process.waitFor(ROUND_MILLIS, TimeUnit.MILLISECONDS);
    }

    private boolean allEnded() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        List<ProcessHandle> astray = astray();
        astray.forEach(ProcessHandle::destroyForcibly);
        return process.waitFor(ROUND_MILLIS, TimeUnit.MILLISECONDS) && astray.isEmpty();
    }

    /// What has left the family (by a second fork and a session of its own) and is known by its
    /// environment or its working folder. One that has changed both gets away.
    private List<ProcessHandle> astray() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(other -> belongs(Path.of("/proc", Long.toString(other.pid()))))
                    .toList();
        }
    }

    private boolean belongs(Path entry) {
        try {
            byte[] environment = Files.readAllBytes(entry.resolve("environ"));
            return new String(environment, StandardCharsets.ISO_8859_1).contains("=" + folder + "/")
                    || Files.readSymbolicLink(entry.resolve("cwd")).startsWith(folder);
        } catch (IOException e) {
            return false;
        }
    }
}
