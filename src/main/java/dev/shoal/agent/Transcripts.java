package dev.shoal.agent;

import dev.shoal.run.RunId;
import java.io.InputStream;
import java.util.Optional;

/// What agents said and did, as JSON Lines, by run and subject (a plan, task or cycle id). Port.
public interface Transcripts {

    /// Stores part `part` (from 1) of one session of the subject. Repeating it with the same lines
    /// is harmless.
    void put(RunId run, String subject, String session, int part, byte[] lines);

    /// All parts of all sessions of the subject, in the order in which they were stored; empty if
    /// there are none. The caller closes it.
    Optional<InputStream> read(RunId run, String subject);
}
