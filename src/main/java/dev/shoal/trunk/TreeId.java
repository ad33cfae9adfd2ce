package dev.shoal.trunk;

import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;

/// The name of a git tree: 40 lower-case hexadecimal digits.
public record TreeId(String hex) {
    /// The tree without entries; it exists everywhere.
    public static final TreeId EMPTY = new TreeId("4b825dc642cb6eb9a060e54bf8d69288fbee4904");

    public TreeId {
        ObjectNames.check(hex);
    }

    static TreeId of(AnyObjectId id) {
        return new TreeId(id.name());
    }

    ObjectId id() {
        return ObjectId.fromString(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
