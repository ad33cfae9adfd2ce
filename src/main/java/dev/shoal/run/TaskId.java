package dev.shoal.run;

import java.util.Optional;
import java.util.regex.Pattern;

/// Names one task within its run: `c1.1.2-7` is the seventh child of plan `c1.1.2`.
public record TaskId(String value) {
    private static final Pattern FORM =
            Pattern.compile("c[1-9][0-9]{0,5}(\\.[1-9][0-9]{0,5})+-[1-9][0-9]{0,5}");

    public TaskId {
        if (!FORM.matcher(value).matches()) {
            throw new Refused("id", "not a task id: " + Cut.middle(value, 80));
        }
    }

    /// The same, for a text that came under the name `field`, which the [Refused] then carries.
    public static TaskId parse(String field, String text) {
        return find(text)
                .orElseThrow(() -> new Refused(field, "not a task id: " + Cut.middle(text, 80)));
    }

    /// Empty for a text that names no task.
    public static Optional<TaskId> find(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new TaskId(text)) : Optional.empty();
    }

    /// Its number among all that its plan created.
    public int number() {
        return Integer.parseInt(value.substring(value.indexOf('-') + 1));
    }

    /// The plan that created it and that is woken by its result.
    public PlanId plan() {
        return new PlanId(value.substring(0, value.indexOf('-')));
    }

    @Override
    public String toString() {
        return value;
    }
}
