package dev.shoal.sandbox;

import dev.shoal.run.RunId;
import dev.shoal.trunk.TreeId;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Runs commands of the repository's on a tree. Port.
public interface Sandbox {

    /// Puts the tree's files into the scratch folder of `job.scope` (files that the tree's ignore
    /// rules cover stay from one command of a scope to the next), runs the command there, and
    /// hashes the files back into a tree. Blocks; at most a little longer than the timeout. Ends
    /// the command early, as if by a timeout, once `job.cancelled` is true (looked at about once a
    /// second) or the thread is interrupted.
    Execution run(Job job);

    /// Throws the scratch folder of a scope away. Harmless if there is none.
    void release(RunId run, String scope);

    /// `scope` names who owns the scratch folder (a task or cycle id); `command` is run by `/bin/sh
    /// -c`.
    record Job(
            RunId run,
            String scope,
            TreeId tree,
            String command,
            Duration timeout,
            BooleanSupplier cancelled) {}

    /// What became of a command. `output` is its standard output and error together, cut in the
    /// middle at 30,000 characters; `tree` holds the files as it left them.
    sealed interface Execution {
        record Exited(int code, String output, TreeId tree) implements Execution {}

        record TimedOut(String output, TreeId tree) implements Execution {}

        /// The command could not be run, or its result not be read: the machine's fault, such as a
        /// full disk.
        record Broken(String reason) implements Execution {}
    }
}
