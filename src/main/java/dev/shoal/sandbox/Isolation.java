package dev.shoal.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/// How far commands are kept apart from this process; the strictest that this machine allows. See
/// docs/sandbox.md.
enum Isolation {
    /// Another user, a process namespace of its own: nothing of this process can be seen.
    USER_AND_PROCESSES("unshare", OptionalInt.of(65534)),
    /// A process namespace of its own, the same user: this process can't be seen, its files can.
    PROCESSES("unshare --user --map-current-user", OptionalInt.empty()),
    /// A session of its own, nothing else.
    SESSION("", OptionalInt.empty()),
    NONE("", OptionalInt.empty());

    private static final int PROBE_SECONDS = 5;
    private static final String UNSHARE = "unshare";

    private final String unshare;
    private final OptionalInt user;

    Isolation(String unshare, OptionalInt user) {
        this.unshare = unshare;
        this.user = user;
    }

    /// The first that works here, for commands that run below `folder`.
    static Isolation strictest(Path folder) {
        for (Isolation isolation : values()) {
            if (isolation.works(folder)) {
                return isolation;
            }
        }
        return NONE;
    }

    /// The words of a command that runs `line` by the shell, ended by KILL after `seconds` whatever
    /// becomes of us (except with [#NONE]). In a namespace, it is `timeout` that comes first, so
    /// that the command itself is an ordinary process and gets signals as anywhere else.
    List<String> command(String line, long seconds) {
        List<String> words = new ArrayList<>();
        if (hasNamespace()) {
            words.addAll(List.of(unshare.split(" ")));
            words.addAll(List.of("--pid", "--fork", "--kill-child", "--mount-proc", "--"));
        }
        if (this != NONE) {
            words.addAll(List.of("timeout", "--signal=KILL", Long.toString(seconds)));
        }
        user.ifPresent(id -> words.addAll(becoming(id)));
        if (this == SESSION) {
            words.addAll(List.of("setsid", "--wait"));
        }
        words.addAll(List.of("/bin/sh", "-c", line));
        return words;
    }

    private static List<String> becoming(int id) {
        return List.of(
                "setpriv",
                "--reuid=" + id,
                "--regid=" + id,
                "--clear-groups",
                "--no-new-privs",
                "--");
    }

    /// Whether the kernel ends all processes of a command with the first of them.
    boolean hasNamespace() {
        return !unshare.isEmpty();
    }

    /// The user that owns the files, if it isn't ours.
    OptionalInt user() {
        return user;
    }

    /// Whether this is how an exit looks when the namespace itself could not be made.
    boolean couldNotStart(int code, String output) {
        return hasNamespace() && code == 1 && output.startsWith(UNSHARE + ": ");
    }

    boolean works(Path folder) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command("cd -- \"$PROBE\"", PROBE_SECONDS));
            builder.environment().put("PROBE", folder.toString());
            Process process =
                    builder.redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            process.getOutputStream().close();
            return process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
