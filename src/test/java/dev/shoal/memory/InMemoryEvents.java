package dev.shoal.memory;

import dev.shoal.run.Event;
import dev.shoal.run.Events;
import dev.shoal.run.RunId;
import java.util.List;
import java.util.Optional;

public final class InMemoryEvents implements Events {

    private final Memory memory;

    InMemoryEvents(Memory memory) {
        this.memory = memory;
    }

    @Override
    public void append(RunId run, String kind, String subject, String text) {
        memory.on(
                run,
                shelf -> {
                    shelf.event(kind, subject, text);
                    return true;
                });
    }

    @Override
    public List<Event> after(RunId run, Optional<String> id, int limit) {
        return memory.on(
                run,
                shelf ->
                        shelf.events.stream()
                                .filter(event -> event.id().compareTo(id.orElse("")) > 0)
                                .limit(limit)
                                .toList());
    }
}
