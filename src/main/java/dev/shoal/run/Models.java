package dev.shoal.run;

/// Which model plays which role. The reconciler is played by the worker's model.
public record Models(ModelName planner, ModelName worker, ModelName judge) {
    public ModelName of(Role role) {
        return switch (role) {
            case PLANNER -> planner;
            case WORKER, RECONCILER -> worker;
            case JUDGE -> judge;
        };
    }
}
