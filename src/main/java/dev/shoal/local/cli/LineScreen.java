package dev.shoal.local.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/// For logs and pipes: a line when something has changed, at most one each second.
final class LineScreen implements Screen {

    private static final int LONGEST = 200;

    private final PrintStream out;
    private final ProgressView view = new ProgressView(Palette.PLAIN);
    private String last = "";

    LineScreen(PrintStream out) {
        this.out = out;
    }

    @Override
    public void show(List<String> happened, RunStatus run, Duration elapsed) {
        String time = Words.time(elapsed);
        happened.forEach(line -> out.println(time + "  " + Words.told(line, LONGEST)));
        String line = view.line(run);
        if (!line.equals(last)) {
            out.println(time + "  " + line);
            last = line;
        }
        out.flush();
    }

    @Override
    public void note(String text) {
        if (!text.equals(last)) {
            out.println(text);
            out.flush();
            last = text;
        }
    }

    @Override
    public Duration pace() {
        return Duration.ofSeconds(1);
    }

    @Override
    public void end(List<String> summary) {
        out.println();
        summary.forEach(out::println);
        out.flush();
    }
}
