package dev.shoal.run;

/// Where fresh names come from. Injected, so that tests and simulations can decide them.
public interface Ids {
    /// A name nobody else has, 26 characters of `0-9 a-z`, ordered by time to the millisecond.
    String next();
}
