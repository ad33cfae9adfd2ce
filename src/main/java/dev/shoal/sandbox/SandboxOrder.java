package dev.shoal.sandbox;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/// One command for the function `sandbox`, as it is sent: names and addresses only, so that it
/// stays small whatever the size of the tree. `out` is where the result's new objects are to be
/// put, `stop` what exists once the command shall end early; like all addresses in here, they are
/// signed and good for this one object and time.
@RegisterForReflection
public record SandboxOrder(
        String run,
        String scope,
        String command,
        long timeoutMillis,
        Sources in,
        String out,
        String stop) {

    /// Where to get a tree: the packs of a commit that many trees of the run have most of their
    /// objects from, needed only by who does not have it, and the pack of what the tree adds; none
    /// if it adds nothing. Each list is one pack, in parts.
    @RegisterForReflection
    public record Sources(String tree, String base, List<String> basePack, List<String> addition) {}
}
