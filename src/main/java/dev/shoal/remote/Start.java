package dev.shoal.remote;

import dev.shoal.run.Goal;
import dev.shoal.run.Refused;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;

/// Finds in what upstream offers the branch that a run starts from, and sees to it that the target
/// is free.
record Start(Collection<Ref> refs, Goal.Source source) {
    private static final int MOST_NAMED = 10;

    /// Empty if there is no commit on any branch: such a run starts from nothing. Throws [Refused],
    /// naming the field, if the run can't start.
    Optional<Ref> ref() {
        List<String> branches = branches();
        if (branches.isEmpty()) {
            checkNoneWanted();
            return Optional.empty();
        }
        checkTarget(branches);
        String wanted = source.branch().map(b -> Constants.R_HEADS + b).orElse(Constants.HEAD);
        Ref found = byName().get(wanted);
        if (found == null) {
            throw new Refused("branch", missing(branches));
        }
        return Optional.of(found);
    }

    private void checkNoneWanted() {
        if (source.branch().isPresent()) {
            throw new Refused(
                    "branch",
                    "%s has no commits on any branch; leave branch out to start from nothing"
                            .formatted(source.repository()));
        }
    }

    /// Nothing of a run that is still being seeded has been mirrored, so what is there is not ours.
    private void checkTarget(List<String> branches) {
        String target = source.target();
        if (branches.contains(target)) {
            throw new Refused(
                    "target",
                    "the branch %s exists already; name another target".formatted(target));
        }
        branches.stream()
                .filter(b -> b.startsWith(target + "/") || target.startsWith(b + "/"))
                .findFirst()
                .ifPresent(
                        taken -> {
                            throw new Refused(
                                    "target",
                                    "git can't have a branch %s beside %s; name another target"
                                            .formatted(target, taken));
                        });
    }

    private String missing(List<String> branches) {
        return "%s; there is %s%s"
                .formatted(
                        source.branch()
                                .map(branch -> "there is no branch " + branch)
                                .orElse("the repository's HEAD names no commit: name a branch"),
                        branches.stream().limit(MOST_NAMED).collect(Collectors.joining(", ")),
                        branches.size() > MOST_NAMED ? ", ..." : "");
    }

    private List<String> branches() {
        return refs.stream()
                .map(Ref::getName)
                .filter(name -> name.startsWith(Constants.R_HEADS))
                .map(name -> name.substring(Constants.R_HEADS.length()))
                .sorted()
                .toList();
    }

    private Map<String, Ref> byName() {
        return refs.stream().collect(Collectors.toMap(Ref::getName, ref -> ref));
    }
}
