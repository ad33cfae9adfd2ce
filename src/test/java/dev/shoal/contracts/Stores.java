package dev.shoal.contracts;

import dev.shoal.agent.Transcripts;
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

/// All ports of one kind of adapter, over the same state, under a clock that the test moves.
public interface Stores {

    TestClock clock();

    Runs runs();

    Ledger ledger();

    Events events();

    Overdue overdue();

    Trunk trunk();

    Tasks tasks();

    ReadyChanges readyChanges();

    Plans plans();

    Cycles cycles();

    Breaks breaks();

    Packs packs();

    Transcripts transcripts();
}
