package dev.shoal.api;

import dev.shoal.trunk.Landing;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/// A position on the trunk as clients see it; the seed has no task.
@RegisterForReflection
public record LandingView(long position, String commit, @Nullable String task, String at) {
    static LandingView of(Landing l) {
        return new LandingView(
                l.position(),
                l.commit().hex(),
                l.task().map(t -> t.value()).orElse(null),
                l.at().toString());
    }
}
