package dev.shoal.agent;

import java.util.List;
import java.util.Optional;

/// The arguments of one tool call, already checked against the tool's parameters: the required ones
/// are there and each has its type. Each getter throws [dev.shoal.run.Refused], naming the
/// argument, if it isn't so.
public interface Arguments {
    String string(String name);

    Optional<String> optionalString(String name);

    Optional<Integer> integer(String name);

    boolean bool(String name);

    /// Empty if the argument is absent.
    List<String> strings(String name);
}
