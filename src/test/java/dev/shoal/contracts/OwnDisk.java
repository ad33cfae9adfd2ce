package dev.shoal.contracts;

import dev.shoal.sandbox.Surroundings;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.Packs;
import dev.shoal.trunk.Scratch;
import dev.shoal.trunk.Trunk;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// What a sandbox has: a disk, and no way to the trunk or its packs.
public final class OwnDisk {
    private OwnDisk() {}

    public static Depots depots(Path disk) {
        return new Depots(forbidden(Trunk.class), forbidden(Packs.class), new Scratch(disk));
    }

    private static <T> T forbidden(Class<T> port) {
        return port.cast(
                Proxy.newProxyInstance(
                        port.getClassLoader(),
                        new Class<?>[] {port},
                        (proxy, method, arguments) -> {
                            throw new AssertionError("not permitted: " + method);
                        }));
    }

    /// `folders` leads to the disk, each below the one before. Commands may run as another user,
    /// who must get there.
    public static Surroundings surroundings(Path... folders) throws IOException {
        Path scratch = Files.createDirectories(folders[folders.length - 1].resolve("sandbox"));
        for (Path folder : folders) {
            reachable(folder);
        }
        reachable(scratch);
        return new Surroundings(scratch, System.getenv("PATH"));
    }

    private static void reachable(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    }
}
