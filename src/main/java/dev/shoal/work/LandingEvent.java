package dev.shoal.work;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// One landing, from the first merge to its end, in the flight recorder: how the benchmarks see it.
/// Costs nothing while nobody records.
@Name("dev.shoal.Landing")
@Label("Landing")
@Category("Shoal")
@StackTrace(false)
final class LandingEvent extends Event {

    @Label("Lost positions")
    @Description("How often somebody else took the position that was to be landed at")
    int lostPositions;

    @Label("Outcome")
    String outcome = "";
}
