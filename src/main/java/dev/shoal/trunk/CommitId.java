package dev.shoal.trunk;

import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;

/// The name of a git commit: 40 lower-case hexadecimal digits.
public record CommitId(String hex) {
    public CommitId {
        ObjectNames.check(hex);
    }

    static CommitId of(AnyObjectId id) {
        return new CommitId(id.name());
    }

    ObjectId id() {
        return ObjectId.fromString(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
