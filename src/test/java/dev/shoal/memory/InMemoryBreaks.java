package dev.shoal.memory;

import dev.shoal.run.RunId;
import dev.shoal.run.TaskId;
import dev.shoal.work.Break;
import dev.shoal.work.Breaks;
import dev.shoal.work.Symptom;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

public final class InMemoryBreaks implements Breaks {
    private final Memory memory;

    InMemoryBreaks(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Break met(RunId run, TaskId by, Symptom symptom) {
        return changed(
                run,
                by,
                new Break(symptom, 0, Set.of(), Optional.empty()),
                old -> old.fix().isPresent() ? old : with(old, by));
    }

    private static Break with(Break old, TaskId by) {
        Set<TaskId> metBy = new HashSet<>(old.metBy());
        metBy.add(by);
        return new Break(old.symptom(), old.round(), Set.copyOf(metBy), old.fix());
    }

    @Override
    public Break mends(RunId run, Break seen, TaskId fix) {
        return changed(
                run,
                fix,
                seen,
                old ->
                        old.fix().isPresent() || old.round() != seen.round()
                                ? old
                                : new Break(
                                        old.symptom(), old.round(), old.metBy(), Optional.of(fix)));
    }

    @Override
    public Break reopen(RunId run, Break seen, TaskId by) {
        return changed(
                run,
                by,
                seen,
                old ->
                        old.fix().equals(seen.fix())
                                ? new Break(
                                        old.symptom(),
                                        old.round() + 1,
                                        Set.of(by),
                                        Optional.empty())
                                : old);
    }

    @Override
    public List<Break> list(RunId run, int cycle) {
        return memory.on(
                run,
                shelf ->
                        shelf.breaks.entrySet().stream()
                                .filter(entry -> entry.getKey().startsWith(cycle + "#"))
                                .map(entry -> entry.getValue())
                                .toList());
    }

    private Break changed(RunId run, TaskId task, Break first, UnaryOperator<Break> change) {
        String key = task.plan().cycle() + "#" + first.symptom().fingerprint();
        return memory.on(
                run,
                shelf ->
                        Objects.requireNonNull(
                                shelf.breaks.compute(
                                        key, (k, old) -> change.apply(old == null ? first : old))));
    }
}
