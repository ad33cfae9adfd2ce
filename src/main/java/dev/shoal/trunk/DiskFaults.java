package dev.shoal.trunk;

import dev.shoal.run.PermanentFault;
import dev.shoal.run.ShoalException;
import dev.shoal.run.TransientFault;
import java.io.IOException;
import java.util.stream.Stream;

/// Sorts what goes wrong with git objects on the disk. A full disk passes: scratch folders are
/// emptied when runs end, or by whoever reads of it. Java tells it by the system's message only.
final class DiskFaults {
    private DiskFaults() {}

    static ShoalException sorted(String what, IOException e) {
        return isFull(e)
                ? new TransientFault("the disk is full: " + what + ": " + e.getMessage(), e)
                : new PermanentFault(what + ": " + e.getMessage(), e);
    }

    private static boolean isFull(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause)
                .map(cause -> String.valueOf(cause.getMessage()))
                .anyMatch(
                        message ->
                                message.contains("No space left on device")
                                        || message.contains("Disk quota exceeded"));
    }
}
