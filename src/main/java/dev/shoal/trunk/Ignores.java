package dev.shoal.trunk;

import dev.shoal.run.PermanentFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.ignore.IgnoreNode;

/// What the `.gitignore` files of a folder and its folders say. The ignore files must be added from
/// the top down.
public final class Ignores {
    private final Map<String, IgnoreNode> nodes = new HashMap<>();

    /// `folder` is `""` for the root, else without a slash at its end.
    public void add(String folder, byte[] gitignore) {
        IgnoreNode node = new IgnoreNode();
        try {
            node.parse(new ByteArrayInputStream(gitignore));
        } catch (IOException e) {
            throw new PermanentFault("can't read .gitignore in '%s'".formatted(folder), e);
        }
        nodes.put(folder, node);
    }

    /// Whether the path is ignored by itself; its parents are the caller's to ask about. The
    /// deepest rule decides.
    public boolean isIgnored(String path, boolean directory) {
        for (String folder = parent(path); ; folder = parent(folder)) {
            IgnoreNode node = nodes.get(folder);
            if (node != null) {
                String relative = folder.isEmpty() ? path : path.substring(folder.length() + 1);
                Boolean ignored = node.checkIgnored(relative, directory);
                if (ignored != null) {
                    return ignored;
                }
            }
            if (folder.isEmpty()) {
                return false;
            }
        }
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
