package dev.shoal.api;

import dev.shoal.run.Event;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// Something that happened, as clients see it; `id` is what `after` wants.
@RegisterForReflection
public record EventView(String id, String at, String kind, String subject, String text) {
    static EventView of(Event e) {
        return new EventView(e.id(), e.at().toString(), e.kind(), e.subject(), e.text());
    }
}
