package dev.shoal.aws;

import java.util.Map;

/// What became of a write.
sealed interface Outcome {

    /// It is done, once. `after` is the item after an update on its own, otherwise absent.
    record Done(Item after) implements Outcome {}

    /// Nothing was written. `before` holds, by place in the transaction, the items whose condition
    /// failed as they were found (absent ones without attributes).
    record Denied(Map<Integer, Item> before) implements Outcome {

        boolean at(int place) {
            return before.containsKey(place);
        }

        Item found(int place) {
            return before.getOrDefault(place, Item.NONE);
        }
    }

    default boolean isDone() {
        return this instanceof Done;
    }
}
