package dev.shoal.work;

import dev.shoal.run.TransientFault;
import java.util.List;

/// Joint landings are done and never answered.
final class Unanswered extends Forwarding {

    Unanswered(ReadyChanges real) {
        super(real);
    }

    @Override
    public Joint landAll(List<Aboard> all) {
        super.landAll(all);
        throw new TransientFault("no answer", null);
    }
}
