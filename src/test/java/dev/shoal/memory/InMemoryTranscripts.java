package dev.shoal.memory;

import dev.shoal.agent.Transcripts;
import dev.shoal.run.RunId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

public final class InMemoryTranscripts implements Transcripts {

    private final Map<Part, byte[]> parts = new LinkedHashMap<>();

    InMemoryTranscripts() {}

    @Override
    public synchronized void put(
            RunId run, String subject, String session, int part, byte[] lines) {
        parts.put(new Part(run, subject, session, part), lines.clone());
    }

    @Override
    public synchronized Optional<InputStream> read(RunId run, String subject) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(
                (part, lines) -> {
                    if (part.run().equals(run) && part.subject().equals(subject)) {
                        all.writeBytes(lines);
                    }
                });
        return all.size() == 0
                ? Optional.empty()
                : Optional.of(new ByteArrayInputStream(all.toByteArray()));
    }

    private record Part(RunId run, String subject, String session, int part) {}
}
