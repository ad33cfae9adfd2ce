package dev.shoal.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// The folder that holds local mode's data, for as long as this process lives.
///
/// A marker file says whose the folder is and in which format; a lock that the operating system
/// lifts when the process dies, however it dies, says whether it is in use.
public final class DataFolder implements AutoCloseable {

    /// Raise it whenever a newer Shoal could not read what an older one wrote.
    static final String VERSION = "shoal-data 2";

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /// Creates the folder if need be. Refuses, naming the folder, one that is not Shoal's and not
    /// empty, one of another version, and one that a living process holds.
    public static DataFolder open(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            checkOwner(folder);
            FileChannel lock = lock(folder);
            closeToOthers(folder);
            Files.writeString(folder.resolve("version"), VERSION + "\n");
            return new DataFolder(folder, lock);
        } catch (IOException e) {
            throw new Refusal("cannot use the data folder " + folder + ": " + e, e);
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new Refusal("cannot let go of the data folder " + path, e);
        }
    }

    /// Commands of repositories run as another user where that is possible.
    private static void closeToOthers(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static void checkOwner(Path folder) throws IOException {
        String found = version(folder);
        if (found == null && !isFresh(folder)) {
            throw new Refusal(
                    "%s is not empty and not a data folder of Shoal; name another with --data"
                            .formatted(folder));
        }
        if (found != null && !found.equals(VERSION)) {
            throw new Refusal(
                    "the data folder %s is of version '%s', this Shoal reads '%s'; name another with --data"
                            .formatted(folder, found, VERSION));
        }
    }

    private static @Nullable String version(Path folder) throws IOException {
        try {
            return Files.readString(folder.resolve("version")).strip();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /// A lock alone is what a process leaves that died between its first two steps; the demo keeps
    /// its repositories in `demo`.
    private static boolean isFresh(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (!entry.endsWith("lock") && !entry.endsWith("demo")) {
                    return false;
                }
            }
            return true;
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new Refusal("the data folder " + folder + " is in use by another Shoal");
        }
        return channel;
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }
}
