package dev.shoal.run;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names one plan within its run: `c2.1` is the root plan of cycle 2, `c2.1.3` its third child. The
/// name tells the parent, so nothing else has to.
public record PlanId(String value) {
    private static final Pattern FORM =
            Pattern.compile("c([1-9][0-9]{0,5})((?:\\.[1-9][0-9]{0,5})+)");

    public PlanId {
        if (!FORM.matcher(value).matches()) {
            throw new Refused("id", "not a plan id: " + Cut.middle(value, 80));
        }
    }

    public static PlanId root(int cycle) {
        return new PlanId("c" + cycle + ".1");
    }

    public PlanId child(int number) {
        return new PlanId(value + "." + number);
    }

    public TaskId task(int number) {
        return new TaskId(value + "-" + number);
    }

    /// Empty for the root plan of a cycle.
    public Optional<PlanId> parent() {
        return depth() == 0
                ? Optional.empty()
                : Optional.of(new PlanId(value.substring(0, value.lastIndexOf('.'))));
    }

    /// 0 for the root plan of a cycle.
    public int depth() {
        return (int) value.chars().filter(c -> c == '.').count() - 1;
    }

    public int cycle() {
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalStateException(value);
        }
        return Integer.parseInt(matcher.group(1));
    }

    @Override
    public String toString() {
        return value;
    }
}
