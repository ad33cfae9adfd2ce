package dev.shoal.run;

import java.util.List;
import org.jboss.logging.MDC;

/// What each log line of this thread is about: `run`, `cycle`, `plan`, `task`, `leg` and the
/// `request` that Lambda names in its own lines. On AWS they are fields of the line.
public final class LogContext implements AutoCloseable {

    /// The category of the lines that say what an invocation or a request took: silent unless
    /// switched on, as the template does.
    public static final String INVOCATION = "invocation";

    private static final List<String> KEYS =
            List.of("request", "run", "cycle", "plan", "task", "leg");

    private LogContext() {}

    /// Until it is closed. Opening a second one before that replaces the first.
    public static LogContext of(String request) {
        LogContext context = new LogContext();
        context.close();
        MDC.put("request", request);
        return context;
    }

    /// What the request turned out to be about.
    void about(Announcement about) {
        aboutRun(about.run().value());
        switch (about) {
            case Announcement.RunPlan said -> plan(said.plan());
            case Announcement.RunTask said -> {
                MDC.put("task", said.task().value());
                plan(said.task().plan());
            }
            case Announcement.JudgeCycle said -> MDC.put("cycle", said.cycle());
            case Announcement.SeedRun seed -> {}
            case Announcement.MirrorTrunk mirror -> {}
        }
    }

    public void aboutRun(String run) {
        MDC.put("run", run);
    }

    private static void plan(PlanId plan) {
        MDC.put("plan", plan.value());
        MDC.put("cycle", plan.cycle());
    }

    /// Which leg of its task it is, once that is known.
    public static void leg(int leg) {
        MDC.put("leg", leg);
    }

    @Override
    public void close() {
        KEYS.forEach(MDC::remove);
    }
}
