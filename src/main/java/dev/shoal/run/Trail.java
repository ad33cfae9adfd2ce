package dev.shoal.run;

import java.util.ArrayList;
import java.util.List;

/// What the invocations before this one left behind: `leg` tells how many handed over in good order
/// (0: none), `notes` what the last of them wrote down for the next, `mishaps` how those ended that
/// could still say so. Of an attempt that was killed there is nothing.
public record Trail(int leg, String notes, List<String> mishaps) {
    public static final Trail NONE = new Trail(0, "", List.of());

    private static final int MOST_MISHAP = 1_000;

    public Trail handedOver(String written, int legs) {
        return new Trail(leg + legs, written, mishaps);
    }

    public Trail with(String mishap) {
        return new Trail(leg, notes, longer(mishaps, mishap));
    }

    /// With one more, if it says anything.
    public static List<String> longer(List<String> mishaps, String mishap) {
        if (mishap.isBlank()) {
            return mishaps;
        }
        List<String> all = new ArrayList<>(mishaps);
        all.add(toKeep(mishap));
        return List.copyOf(all);
    }

    /// As stores keep a mishap.
    public static String toKeep(String mishap) {
        return Cut.toKeep(mishap, MOST_MISHAP);
    }
}
