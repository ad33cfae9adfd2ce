package dev.shoal.trunk;

import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/// A tree entry as git has it: mode bits (kept as they are, also unusual ones) and object id.
record RawEntry(int mode, ObjectId id) {
    boolean isTree() {
        return FileMode.TREE.equals(mode);
    }

    boolean isFile() {
        return (mode & FileMode.TYPE_MASK) == FileMode.TYPE_FILE;
    }

    boolean isExecutable() {
        return isFile() && (mode & 0111) != 0;
    }

    static RawEntry of(Entry entry) {
        return switch (entry) {
            case Entry.File(BlobId blob, boolean executable) ->
                    new RawEntry(
                            (executable ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE)
                                    .getBits(),
                            blob.id());
            case Entry.Symlink(BlobId blob) -> new RawEntry(FileMode.SYMLINK.getBits(), blob.id());
            case Entry.Submodule(CommitId commit) ->
                    new RawEntry(FileMode.GITLINK.getBits(), commit.id());
            case Entry.Directory(TreeId tree) -> new RawEntry(FileMode.TREE.getBits(), tree.id());
        };
    }
}
