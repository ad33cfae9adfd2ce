package dev.shoal.memory;

import dev.shoal.agent.Transcripts;
import dev.shoal.contracts.Stores;
import dev.shoal.contracts.TestClock;
import dev.shoal.judge.Cycles;
import dev.shoal.plan.Plans;
import dev.shoal.run.Events;
import dev.shoal.run.Ledger;
import dev.shoal.run.Overdue;
import dev.shoal.run.Runs;
import dev.shoal.trunk.Packs;
import dev.shoal.trunk.Trunk;
import dev.shoal.work.Breaks;
import dev.shoal.work.ReadyChanges;
import dev.shoal.work.Tasks;

/// The in-memory adapters under the contracts.
public final class MemoryStores implements Stores {

    private final TestClock clock = new TestClock();
    private final Memory memory = new Memory(clock);

    @Override
    public TestClock clock() {
        return clock;
    }

    @Override
    public Runs runs() {
        return memory.runs();
    }

    @Override
    public Ledger ledger() {
        return memory.ledger();
    }

    @Override
    public Events events() {
        return memory.events();
    }

    @Override
    public Overdue overdue() {
        return memory.overdue();
    }

    @Override
    public Trunk trunk() {
        return memory.trunk();
    }

    @Override
    public Tasks tasks() {
        return memory.tasks();
    }

    @Override
    public ReadyChanges readyChanges() {
        return memory.readyChanges();
    }

    @Override
    public Plans plans() {
        return memory.plans();
    }

    @Override
    public Cycles cycles() {
        return memory.cycles();
    }

    @Override
    public Breaks breaks() {
        return memory.breaks();
    }

    @Override
    public Packs packs() {
        return memory.packs();
    }

    @Override
    public Transcripts transcripts() {
        return memory.transcripts();
    }
}
