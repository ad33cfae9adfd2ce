package dev.shoal.remote;

import java.io.IOException;
import java.util.EnumSet;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectChecker.ErrorType;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevBlob;
import org.eclipse.jgit.revwalk.RevObject;

/// Looks at all that a fetched commit consists of: is it there, and does no tree name what a
/// checkout must not write? JGit would do this while it fetches (`fetch.fsckObjects`), but refuses
/// every fetch that has both that and a depth.
final class Inspection {
    private static final int LARGEST_TREE = 100 << 20;

    /// Slips of old tools in many a real history; they harm nobody.
    private static final EnumSet<ErrorType> TOLERATED =
            EnumSet.of(
                    ErrorType.ZERO_PADDED_FILEMODE,
                    ErrorType.NULL_SHA1,
                    ErrorType.BAD_DATE,
                    ErrorType.BAD_EMAIL,
                    ErrorType.BAD_TIMEZONE,
                    ErrorType.MISSING_EMAIL,
                    ErrorType.MISSING_SPACE_BEFORE_DATE,
                    ErrorType.MISSING_AUTHOR,
                    ErrorType.MISSING_COMMITTER);

    private final ObjectChecker checker = new ObjectChecker().setIgnore(TOLERATED);
    private final Repository repository;

    Inspection(Repository repository) {
        this.repository = repository;
    }

    /// Throws [org.eclipse.jgit.errors.CorruptObjectException] if something is forbidden,
    /// [MissingObjectException] if something is missing.
    void inspect(ObjectId commit) throws IOException {
        try (ObjectWalk walk = new ObjectWalk(repository)) {
            inspect(walk, commit);
        }
    }

    /// The same, but for what `known` has.
    void inspect(ObjectId commit, ObjectId known) throws IOException {
        try (ObjectWalk walk = new ObjectWalk(repository)) {
            walk.markUninteresting(walk.parseCommit(known));
            inspect(walk, commit);
        }
    }

    private void inspect(ObjectWalk walk, ObjectId commit) throws IOException {
        walk.markStart(walk.parseCommit(commit));
        RevObject next = walk.next();
        while (next != null) {
            inspect(walk.getObjectReader(), next);
            next = walk.next();
        }
        for (next = walk.nextObject(); next != null; next = walk.nextObject()) {
            inspect(walk.getObjectReader(), next);
        }
    }

    private void inspect(ObjectReader reader, RevObject object) throws IOException {
        if (object instanceof RevBlob) {
            if (!reader.has(object)) {
                throw new MissingObjectException(object, Constants.TYPE_BLOB);
            }
            return;
        }
        byte[] bytes = reader.open(object).getCachedBytes(LARGEST_TREE);
        checker.check(object, object.getType(), bytes);
    }
}
