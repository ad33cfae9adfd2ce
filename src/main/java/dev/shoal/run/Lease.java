package dev.shoal.run;

import java.time.Instant;

/// Who holds an item, and until when. Safety comes from `token`, on which every later write of the
/// holder is conditional; `until` (the holder's own deadline) only lets others take over sooner.
public record Lease(String token, Instant until) {}
