package dev.shoal.endurance;

import java.util.ArrayList;
import java.util.List;

/// Another developer, who pushes to the target branch while the run goes on.
final class Somebody {
    private final Git clone;
    private final String target;
    private final List<String> pushed = new ArrayList<>();

    Somebody(Git clone, String target) {
        this.clone = clone;
        this.target = target;
    }

    /// One commit on top of what the branch has now. A push that comes too late is given up.
    void push() {
        if (clone.run("fetch", "-q", "origin", target).code() != 0) {
            return;
        }
        clone.must("reset", "-q", "--hard", "FETCH_HEAD");
        String path = path(pushed.size() + 1);
        clone.write(path, "by hand\n");
        clone.must("add", path);
        clone.must("commit", "-q", "-m", "By hand: " + path);
        if (clone.run("push", "-q", "origin", "HEAD:refs/heads/" + target).code() == 0) {
            pushed.add(clone.must("rev-parse", "HEAD"));
        }
    }

    static String path(int number) {
        return "hand/%03d.txt".formatted(number);
    }

    /// The commits that the branch had at some time.
    List<String> pushed() {
        return List.copyOf(pushed);
    }
}
