package dev.shoal.run;

import java.util.List;

/// What one agent spent: on models, and on the machines that it ran on (`compute`, in
/// micro-dollars); and the reservations that it closes with it.
public record Bill(Role role, List<Hold> holds, Spend models, long compute) {

    public Amount amount() {
        Amount amount = models.amount();
        return new Amount(amount.tokens(), amount.micros() + compute);
    }
}
