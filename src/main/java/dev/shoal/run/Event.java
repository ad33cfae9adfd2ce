package dev.shoal.run;

import java.time.Instant;

/// Something that happened in a run, for people. `id` orders by time; `kind` is a word such as
/// `task.landed`; `subject` the id of what it is about (a plan, a task, a cycle such as `c1`, or
/// the run).
public record Event(String id, Instant at, String kind, String subject, String text) {}
