package dev.shoal.trunk;

import org.eclipse.jgit.lib.FileMode;

/// What a name in a tree stands for.
public sealed interface Entry {

    /// A regular file, `executable` if its owner may run it.
    record File(BlobId blob, boolean executable) implements Entry {}

    /// A symbolic link; its target is the content of the blob. It is never followed.
    record Symlink(BlobId blob) implements Entry {}

    /// A link to a commit of another repository, which isn't in the depot.
    record Submodule(CommitId commit) implements Entry {}

    record Directory(TreeId tree) implements Entry {}

    /// What this is, in words.
    default String kind() {
        return switch (this) {
            case File(BlobId blob, boolean executable) -> executable ? "executable file" : "file";
            case Symlink symlink -> "symbolic link";
            case Submodule submodule -> "submodule";
            case Directory directory -> "directory";
        };
    }

    static Entry of(RawEntry raw) {
        return switch (raw.mode() & FileMode.TYPE_MASK) {
            case FileMode.TYPE_TREE -> new Directory(TreeId.of(raw.id()));
            case FileMode.TYPE_SYMLINK -> new Symlink(BlobId.of(raw.id()));
            case FileMode.TYPE_GITLINK -> new Submodule(CommitId.of(raw.id()));
            default -> new File(BlobId.of(raw.id()), raw.isExecutable());
        };
    }
}
