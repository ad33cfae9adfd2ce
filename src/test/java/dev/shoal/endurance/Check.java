package dev.shoal.endurance;

/// One thing that must hold, and what was seen.
record Check(String what, boolean holds, String seen) {

    static Check that(String what, boolean holds, Object seen) {
        return new Check(what, holds, String.valueOf(seen));
    }

    static Check same(String what, Object wanted, Object seen) {
        return new Check(
                what,
                wanted.equals(seen),
                wanted.equals(seen) ? String.valueOf(seen) : "%s, not %s".formatted(seen, wanted));
    }

    @Override
    public String toString() {
        return "%-4s  %-62s  %s".formatted(holds ? "ok" : "FAIL", what, seen);
    }
}
