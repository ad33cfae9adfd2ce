package dev.shoal.local.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/// For terminals: what happens scrolls by above a block that is redrawn in place.
final class LiveScreen implements Screen {

    private static final String CLEAR_BELOW = "\r\u001b[J";

    private final PrintStream out;
    private final Palette palette;
    private final ProgressView view;
    private final IntSupplier width;
    private List<String> drawn = List.of();

    LiveScreen(PrintStream out, Palette palette, IntSupplier width) {
        this.out = out;
        this.palette = palette;
        this.view = new ProgressView(palette);
        this.width = width;
    }

    @Override
    public void show(List<String> happened, RunStatus run, Duration elapsed) {
        int columns = width.getAsInt() - 1;
        List<String> above = new ArrayList<>();
        for (String line : happened) {
            String text = Words.told(Words.time(elapsed) + "  " + line, columns);
            above.add(line.startsWith("failed") ? palette.bad(text) : palette.dim(text));
        }
        List<String> block = new ArrayList<>(List.of(""));
        block.addAll(view.block(run, elapsed, columns));
        draw(above, block);
    }

    @Override
    public void note(String text) {
        List<String> block = new ArrayList<>(drawn);
        String line = palette.bad(Words.line(text, width.getAsInt() - 1));
        if (block.isEmpty() || !block.getLast().equals(line)) {
            block.add(line);
            draw(List.of(), block);
        }
    }

    /// In one write, so that nothing flickers.
    private void draw(List<String> above, List<String> block) {
        StringBuilder text = new StringBuilder();
        if (!drawn.isEmpty()) {
            text.append("\u001b[%dA".formatted(drawn.size())).append(CLEAR_BELOW);
        }
        above.forEach(line -> text.append(line).append('\n'));
        block.forEach(line -> text.append(line).append('\n'));
        out.print(text);
        out.flush();
        drawn = List.copyOf(block);
    }

    @Override
    public Duration pace() {
        return Duration.ofMillis(400);
    }

    @Override
    public void end(List<String> summary) {
        out.println();
        summary.forEach(out::println);
        out.flush();
    }
}
