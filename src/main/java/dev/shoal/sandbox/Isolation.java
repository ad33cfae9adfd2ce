package dev.shoal.sandbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/// How far commands are kept apart from this process; the strictest that this machine allows. See
/// docs/sandbox.md.
@SuppressWarnings("ImmutableEnumChecker") // List.of can not be changed
enum Isolation {
    /// Another user, a process namespace of its own: nothing of this process can be seen.
    USER_AND_PROCESSES(
            List.of(
                    "unshare",
                    "--pid",
                    "--fork",
                    "--kill-child",
                    "--mount-proc",
                    "--",
                    "setpriv",
                    "--reuid=65534",
                    "--regid=65534",
                    "--clear-groups",
                    "--no-new-privs",
                    "--"),
            OptionalInt.of(65534)),
    /// A process namespace of its own, the same user: this process can't be seen, its files can.
    PROCESSES(
            List.of(
                    "unshare",
                    "--user",
                    "--map-current-user",
                    "--pid",
                    "--fork",
                    "--kill-child",
                    "--mount-proc",
                    "--"),
            OptionalInt.empty()),
    /// A session of its own, nothing else.
    SESSION(List.of("setsid", "--wait"), OptionalInt.empty()),
    NONE(List.of(), OptionalInt.empty());

    private static final int PROBE_SECONDS = 5;

    private final List<String> prefix;
    private final OptionalInt user;

    Isolation(List<String> prefix, OptionalInt user) {
        this.prefix = prefix;
        this.user = user;
    }

    /// The first that works here.
    static Isolation strictest() {
        for (Isolation isolation : values()) {
            if (isolation.works()) {
                return isolation;
            }
        }
        return NONE;
    }

    /// The words of a command that runs `line` by the shell, ended by KILL after `seconds` whatever
    /// becomes of us.
    List<String> command(String line, long seconds) {
        List<String> words =
                new ArrayList<>(List.of("timeout", "--signal=KILL", Long.toString(seconds)));
        words.addAll(prefix);
        words.addAll(List.of("/bin/sh", "-c", line));
        return words;
    }

    /// The user that owns the files, if it isn't ours.
    OptionalInt user() {
        return user;
    }

    private boolean works() {
        try {
            Process process =
                    new ProcessBuilder(command("exit 0", PROBE_SECONDS))
                            .redirectErrorStream(true)
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
