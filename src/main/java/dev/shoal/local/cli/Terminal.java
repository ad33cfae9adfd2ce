package dev.shoal.local.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// What standard output is connected to.
final class Terminal {

    private static final int USUAL_WIDTH = 80;
    private static final int LEAST_WIDTH = 40;
    private static final long LOOK_AGAIN = Duration.ofSeconds(2).toNanos();

    private int width = USUAL_WIDTH;
    private long looked = System.nanoTime() - 2 * LOOK_AGAIN;

    private Terminal() {}

    /// A live screen on a terminal, plain lines elsewhere; no colours if `NO_COLOR` is set to
    /// anything (see no-color.org).
    @SuppressWarnings("SystemConsoleNull") // it is asked whether it is a terminal, too
    static Screen screen() {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        String term = System.getenv().getOrDefault("TERM", "");
        Console console = System.console();
        if (console == null || !console.isTerminal() || term.isEmpty() || term.equals("dumb")) {
            return new LineScreen(out);
        }
        String noColour = System.getenv().getOrDefault("NO_COLOR", "");
        Palette palette = noColour.isEmpty() ? Palette.COLOURED : Palette.PLAIN;
        return new LiveScreen(out, palette, new Terminal()::width);
    }

    /// In columns. Looked up now and then, since windows are resized.
    private int width() {
        if (System.nanoTime() - looked > LOOK_AGAIN) {
            width = Math.max(LEAST_WIDTH, ask());
            looked = System.nanoTime();
        }
        return width;
    }

    private static int ask() {
        try {
            Process stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(ProcessBuilder.Redirect.INHERIT)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (var answer = stty.inputReader()) {
                String[] size = String.valueOf(answer.readLine()).split(" ", -1);
                stty.waitFor(1, TimeUnit.SECONDS);
                int columns = size.length == 2 ? Integer.parseInt(size[1]) : 0;
                return columns > 0 ? columns : USUAL_WIDTH;
            }
        } catch (IOException | NumberFormatException e) {
            return USUAL_WIDTH;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL_WIDTH;
        }
    }
}
