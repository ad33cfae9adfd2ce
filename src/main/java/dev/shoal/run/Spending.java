package dev.shoal.run;

import java.util.Map;

/// What a run has spent, as far as it is settled: on models by role, and on machines (`compute`, in
/// micro-dollars).
public record Spending(Map<Role, Spend> byRole, long compute) {}
