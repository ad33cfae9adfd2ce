package dev.shoal.api;

import dev.shoal.run.Limits;
import dev.shoal.run.Refused;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Checks the limits that clients ask for.
final class LimitsBodies {

    private LimitsBodies() {}

    /// What the body doesn't name is as in `otherwise`. Throws [Refused] naming the field, with
    /// `prefix` before it, for the first that is out of range.
    static Limits checked(RunRequest.@Nullable LimitsBody body, Limits otherwise, String prefix) {
        if (body == null) {
            return otherwise;
        }
        return new Limits(
                whole(prefix + "cycles", body.cycles(), otherwise.cycles(), 1, 10_000),
                whole(prefix + "tasks", body.tasks(), otherwise.tasks(), 1, 1_000_000),
                whole(prefix + "depth", body.depth(), otherwise.depth(), 0, 10),
                whole(prefix + "rounds", body.rounds(), otherwise.rounds(), 1, 10_000),
                effort(body, otherwise.perTask(), prefix),
                budget(body, otherwise.budget(), prefix));
    }

    private static Limits.Effort effort(
            RunRequest.LimitsBody body, Limits.Effort otherwise, String prefix) {
        return new Limits.Effort(
                whole(prefix + "attempts", body.attempts(), otherwise.attempts(), 1, 100),
                whole(prefix + "legs", body.legs(), otherwise.legs(), 1, 1_000),
                whole(prefix + "turns", body.turns(), otherwise.turns(), 1, 10_000));
    }

    private static Limits.Budget budget(
            RunRequest.LimitsBody body, Limits.Budget otherwise, String prefix) {
        return new Limits.Budget(
                (long) between(prefix + "tokens", body.tokens(), otherwise.tokens(), 1, 1e15),
                between(prefix + "usd", body.usd(), otherwise.usd(), 0.000_001, 1e9),
                whole(prefix + "hours", body.hours(), otherwise.hours(), 1, 24 * 366));
    }

    private static int whole(
            String field, @Nullable Integer value, int otherwise, int least, int most) {
        return (int) between(field, value, otherwise, least, most);
    }

    static double between(
            String field, @Nullable Number value, Number otherwise, double least, double most) {
        double number = (value == null ? otherwise : value).doubleValue();
        if (!(number >= least && number <= most)) {
            throw new Refused(
                    field, "%s must be %s to %s".formatted(field, plain(least), plain(most)));
        }
        return number;
    }

    private static String plain(double number) {
        return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }
}
