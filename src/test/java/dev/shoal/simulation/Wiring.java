package dev.shoal.simulation;

import jakarta.inject.Inject;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes the objects of one process as the container would: each once, by its constructor, whose
/// parameters are bound here or made in turn.
final class Wiring {
    private final Map<Class<?>, Object> made = new HashMap<>();

    /// `thing` is what is given where this type is asked for.
    <T> Wiring bind(Class<T> type, T thing) {
        made.put(type, thing);
        return this;
    }

    /// For a thing whose type can't be named from here.
    Wiring bindItself(Object thing) {
        made.put(thing.getClass(), thing);
        return this;
    }

    <T> T get(Class<T> type) {
        Object thing = made.get(type);
        if (thing == null) {
            thing = make(type);
            made.put(type, thing);
        }
        return type.cast(thing);
    }

    private Object make(Class<?> type) {
        Constructor<?> constructor = constructor(type);
        try {
            Object[] parameters =
                    Arrays.stream(constructor.getParameterTypes()).map(this::get).toArray();
            return constructor.newInstance(parameters);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("can't make " + type, e);
        }
    }

    private static Constructor<?> constructor(Class<?> type) {
        List<Constructor<?>> all = List.of(type.getDeclaredConstructors());
        Constructor<?> chosen =
                all.stream()
                        .filter(c -> all.size() == 1 || c.isAnnotationPresent(Inject.class))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("how to make " + type + "?"));
        chosen.setAccessible(true);
        return chosen;
    }
}
