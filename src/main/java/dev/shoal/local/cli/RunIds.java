package dev.shoal.local.cli;

import dev.shoal.local.Refusal;

/// Ids as users type them, checked before they become part of an address.
final class RunIds {

    private RunIds() {}

    static String check(String id) {
        if (!id.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            throw new Refusal("that is no run's id: " + Words.line(id, 80));
        }
        return id;
    }
}
