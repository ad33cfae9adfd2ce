package dev.shoal.sandbox;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Objects;

/// What the function `sandbox` answers: how the command ended, and the tree of the files as it left
/// them. What that tree adds to the one it began with is in the pack that was put to
/// [SandboxOrder#out()], unless it is the same tree.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "end")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SandboxAnswer.Exited.class, name = "exited"),
    @JsonSubTypes.Type(value = SandboxAnswer.TimedOut.class, name = "timed-out"),
    @JsonSubTypes.Type(value = SandboxAnswer.Broken.class, name = "broken")
})
@RegisterForReflection
public sealed interface SandboxAnswer {

    @RegisterForReflection
    record Exited(int code, String output, String tree) implements SandboxAnswer {
        public Exited {
            Objects.requireNonNull(output, "output");
            Objects.requireNonNull(tree, "tree");
        }
    }

    @RegisterForReflection
    record TimedOut(String output, String tree) implements SandboxAnswer {
        public TimedOut {
            Objects.requireNonNull(output, "output");
            Objects.requireNonNull(tree, "tree");
        }
    }

    @RegisterForReflection
    record Broken(String reason) implements SandboxAnswer {
        public Broken {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
