package dev.shoal.run;

/// What a run may use. `cycles`, `tasks` (in all cycles together), `depth` of sub-planners below
/// the root planner, `rounds` of one planner.
public record Limits(int cycles, int tasks, int depth, int rounds, Effort perTask, Budget budget) {

    /// How long one task may be tried: `attempts` by different workers after a loss, `legs`
    /// (invocations that continue each other) and `turns` (model calls) within one leg.
    public record Effort(int attempts, int legs, int turns) {}

    /// What the whole run may spend: `tokens` (input and output together), `usd`, `hours` since it
    /// was created.
    public record Budget(long tokens, double usd, int hours) {
        public Amount amount() {
            return new Amount(tokens, Math.round(usd * 1_000_000));
        }
    }

    public static final Limits DEFAULT =
            new Limits(10, 1_000, 3, 20, new Effort(3, 8, 200), new Budget(50_000_000, 100.0, 168));
}
