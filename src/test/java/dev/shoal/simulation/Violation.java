package dev.shoal.simulation;

/// Something that must always hold does not. An error, so that no handler takes it for a fault.
final class Violation extends AssertionError {
    Violation(String what) {
        super(what);
    }

    @SuppressWarnings("AnnotateFormatMethod")
    static void unless(boolean holds, String what, Object... with) {
        if (!holds) {
            throw new Violation(what.formatted(with));
        }
    }
}
