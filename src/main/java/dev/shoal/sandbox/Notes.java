package dev.shoal.sandbox;

import dev.shoal.run.Cut;

/// What the output of a command gets added about files that were left out; the first few of many.
final class Notes {
    private static final int MOST = 20;
    private static final int LONGEST_PATH = 200;

    private final StringBuilder lines = new StringBuilder();
    private int count;

    void leftOut(String path, String why) {
        count++;
        if (count <= MOST) {
            String shown = Cut.middle(path, LONGEST_PATH).replaceAll("\\p{Cntrl}", "?");
            lines.append("[%s was left out: %s]\n".formatted(shown, why));
        }
    }

    @Override
    public String toString() {
        return count <= MOST
                ? lines.toString()
                : lines + "[%d more were left out]\n".formatted(count - MOST);
    }
}
