package dev.shoal.local.emulators;

import org.apache.pekko.actor.OneForOneStrategy;
import org.apache.pekko.actor.SupervisorStrategy;
import org.apache.pekko.actor.SupervisorStrategyConfigurator;
import org.apache.pekko.japi.pf.DeciderBuilder;

/// Has ElasticMQ's actors go on after a fault with what they know. The usual way is to begin anew:
/// the one that stores messages then knows of no queue, and stores no message any more, until the
/// process ends and with it all that was not stored. It does have faults, for it reads messages
/// while they are being changed.
public final class GoOn implements SupervisorStrategyConfigurator {

    @Override
    public SupervisorStrategy create() {
        return new OneForOneStrategy(
                DeciderBuilder.matchAny(fault -> SupervisorStrategy.resume()).build());
    }
}
