package dev.shoal.sandbox;

import dev.shoal.trunk.TreeId;
import dev.shoal.trunk.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.OptionalInt;

/// Where the commands of one scope run: the files, and beside them a home and a folder for
/// temporary files. Nobody can list the folder that holds it, and its name can't be guessed, so
/// commands of other scopes don't find it although they run as the same user.
final class ScratchFolder {
    private final Path root;
    private final OptionalInt user;
    private final Checkout checkout;

    private ScratchFolder(Path root, OptionalInt user, Trees trees) {
        this.root = root;
        this.user = user;
        this.checkout = new Checkout(files(), trees, user);
    }

    /// A new one in `parent`, which is made if need be; `name` tells people whose it is.
    static ScratchFolder in(Path parent, String name, Trees trees, OptionalInt user)
            throws IOException {
        Files.createDirectories(parent);
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx--x--x"));
        Path root = Files.createTempDirectory(parent, name + "-");
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
        ScratchFolder folder = new ScratchFolder(root, user, trees);
        folder.mend();
        return folder;
    }

    Path root() {
        return root;
    }

    Path files() {
        return root.resolve("tree");
    }

    Path home() {
        return root.resolve("home");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    void become(TreeId tree) throws IOException {
        mend();
        checkout.become(tree);
    }

    TreeId hashed(Notes notes) throws IOException {
        mend();
        return checkout.hashed(notes);
    }

    /// Puts a folder in the place of what a command may have put there instead.
    private void mend() throws IOException {
        Folders.unlock(root);
        for (Path folder : List.of(files(), home(), temporary())) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.deleteIfExists(folder);
                Files.createDirectory(folder);
                Folders.own(folder, user);
            }
            Folders.unlock(folder);
        }
    }
}
