package dev.shoal.local.cli;

import java.time.Duration;
import java.util.Locale;

/// Numbers and texts as a terminal shows them.
final class Words {

    private Words() {}

    /// `0:07`, `12:34`, `3:02:01`, `6d 3:02:01`.
    static String time(Duration time) {
        String minutes = "%d:%02d".formatted(time.toMinutesPart(), time.toSecondsPart());
        if (time.toHours() == 0) {
            return minutes;
        }
        String hours =
                "%d:%02d:%02d"
                        .formatted(time.toHoursPart(), time.toMinutesPart(), time.toSecondsPart());
        return time.toDays() == 0 ? hours : time.toDays() + "d " + hours;
    }

    /// `950`, `41.2k`, `1.3M`.
    static String count(long number) {
        if (number < 1_000) {
            return Long.toString(number);
        }
        return number < 1_000_000
                ? String.format(Locale.ROOT, "%.1fk", number / 1e3)
                : String.format(Locale.ROOT, "%.1fM", number / 1e6);
    }

    static String usd(double amount) {
        return String.format(Locale.ROOT, amount > 0 && amount < 0.1 ? "$%.4f" : "$%.2f", amount);
    }

    static String some(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /// One line of at most `width` characters, without anything that would move the cursor.
    static String line(String text, int width) {
        return cut(text.strip().replaceAll("[\\p{Cntrl}\\s]+", " "), width);
    }

    /// The same for a line whose blanks are to stay.
    static String told(String text, int width) {
        return cut(text.replaceAll("\\p{Cntrl}+", " "), width);
    }

    static String cut(String line, int width) {
        return line.length() <= width ? line : line.substring(0, Math.max(0, width - 1)) + "…";
    }
}
