package dev.shoal.run;

import java.util.List;
import java.util.Optional;

/// A part of a listing. `next`, if present, is the cursor that gives the following page.
public record Page<T>(List<T> items, Optional<String> next) {}
