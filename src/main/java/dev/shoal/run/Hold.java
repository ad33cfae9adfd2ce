package dev.shoal.run;

import java.time.Instant;

/// The name of one reservation: when it was made, to the minute, and by whom. Short, since the
/// ledger keeps the names of all that are open.
public record Hold(String id) {
    private static final int RADIX = 36;
    private static final int MINUTE = 60;
    private static final int NAME = 12;

    /// `who` is unique to an agent, `number` to each of its reservations.
    public static Hold of(Instant now, String who, int number) {
        String minute = Long.toString(now.getEpochSecond() / MINUTE, RADIX);
        String name = Fingerprint.of(who, Integer.toString(number)).substring(0, NAME);
        return new Hold(minute + "-" + name);
    }

    public Instant since() {
        return Instant.ofEpochSecond(
                Long.parseLong(id.substring(0, id.indexOf('-')), RADIX) * MINUTE);
    }
}
