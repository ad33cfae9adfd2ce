package dev.shoal.api;

import dev.shoal.agent.Transcripts;
import dev.shoal.judge.Cycles;
import dev.shoal.memory.Memory;
import dev.shoal.plan.Plans;
import dev.shoal.remote.Upstream;
import dev.shoal.run.Announcements;
import dev.shoal.run.Events;
import dev.shoal.run.Ledger;
import dev.shoal.run.Overdue;
import dev.shoal.run.Runs;
import dev.shoal.trunk.Packs;
import dev.shoal.trunk.Scratch;
import dev.shoal.trunk.Trunk;
import dev.shoal.work.Tasks;
import dev.shoal.work.Wakes;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The application over ports in memory, so that a test decides what a run has gone through.
@Alternative
@Singleton
public class InMemoryInstallation {
    private final Memory memory;

    InMemoryInstallation(InstantSource clock) {
        this.memory = new Memory(clock);
    }

    public static class Profile implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(InMemoryInstallation.class);
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "shoal.models.planner", "openai/gpt-5",
                    "shoal.models.worker", "openai/gpt-5",
                    "shoal.providers.openai.api-key", "test",
                    "shoal.providers.anthropic.api-key", "");
        }
    }

    @Produces
    @Singleton
    Memory memory() {
        return memory;
    }

    @Produces
    @Singleton
    Runs runs() {
        return memory.runs();
    }

    @Produces
    @Singleton
    Ledger ledger() {
        return memory.ledger();
    }

    @Produces
    @Singleton
    Events events() {
        return memory.events();
    }

    @Produces
    @Singleton
    Overdue overdue() {
        return memory.overdue();
    }

    @Produces
    @Singleton
    Trunk trunk() {
        return memory.trunk();
    }

    @Produces
    @Singleton
    Tasks tasks() {
        return memory.tasks();
    }

    @Produces
    @Singleton
    @Typed({Plans.class, Wakes.class})
    Plans plans() {
        return memory.plans();
    }

    @Produces
    @Singleton
    Cycles cycles() {
        return memory.cycles();
    }

    @Produces
    @Singleton
    Announcements announcements() {
        return memory.announcements();
    }

    @Produces
    @Singleton
    Packs packs() {
        return memory.packs();
    }

    @Produces
    @Singleton
    Transcripts transcripts() {
        return memory.transcripts();
    }

    @Produces
    @Singleton
    Upstream upstream() {
        return new Upstream(true, Optional.empty());
    }

    @Produces
    @Singleton
    Scratch scratch() {
        return new Scratch(Path.of(System.getProperty("java.io.tmpdir"), "shoal-api-test"));
    }
}
