package dev.shoal.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of things; `next`, if not null, is the `cursor` (or `after`) of the following page.
@RegisterForReflection
public record Listing<T>(List<T> items, @Nullable String next) {}
