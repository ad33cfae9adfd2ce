package dev.shoal.trunk;

import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;

/// The name of a git blob: 40 lower-case hexadecimal digits.
public record BlobId(String hex) {
    public BlobId {
        ObjectNames.check(hex);
    }

    static BlobId of(AnyObjectId id) {
        return new BlobId(id.name());
    }

    ObjectId id() {
        return ObjectId.fromString(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
