package dev.shoal.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Folders on the disk; links are never followed.
final class Folders {
    private Folders() {}

    /// Deletes a file or a whole folder, if it is there.
    static void delete(Path path) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(path);
            return;
        }
        unlock(path);
        Files.walkFileTree(
                path,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attrs)
                            throws IOException {
                        try (DirectoryStream<Path> children = Files.newDirectoryStream(dir)) {
                            for (Path child : children) {
                                if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                                    unlock(child);
                                }
                            }
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attrs)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e)
                            throws IOException {
                        Files.delete(dir);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            return !children.iterator().hasNext();
        }
    }

    /// Lets its owner read and change a folder, if a command has forbidden it.
    static void unlock(Path folder) throws IOException {
        permit(
                folder,
                EnumSet.of(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.OWNER_EXECUTE));
    }

    /// Lets us read a file.
    static void unlockFile(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            permit(file, EnumSet.of(PosixFilePermission.OWNER_READ));
        }
    }

    private static void permit(Path path, Set<PosixFilePermission> more) throws IOException {
        Set<PosixFilePermission> all =
                Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        if (all.addAll(more)) {
            Files.setPosixFilePermissions(path, all);
        }
    }

    static void own(Path path, OptionalInt user) throws IOException {
        if (user.isPresent()) {
            Files.setAttribute(path, "unix:uid", user.getAsInt(), LinkOption.NOFOLLOW_LINKS);
        }
    }
}
