package dev.shoal.aws;

import dev.shoal.run.Amount;
import dev.shoal.run.Bill;
import dev.shoal.run.Ledger;
import dev.shoal.run.Metrics;
import dev.shoal.run.RunId;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.inject.Inject;

/// Counts tokens and money once they are settled.
@Decorator
@Priority(1)
@SuppressWarnings("InjectOnConstructorOfAbstractClass") // Quarkus makes the subclass.
abstract class MeasuredLedger implements Ledger {

    private final Ledger ledger;
    private final Metrics metrics;

    @Inject
    MeasuredLedger(@Delegate Ledger ledger, Metrics metrics) {
        this.ledger = ledger;
        this.metrics = metrics;
    }

    @Override
    public void settle(RunId run, Amount reserved, Bill bill) {
        ledger.settle(run, reserved, bill);
        metrics.note(new Metrics.Measure.Spent(bill.models()));
    }
}
