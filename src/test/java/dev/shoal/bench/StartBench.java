package dev.shoal.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// How long it takes from the command to the line that says that the server is ready.
final class StartBench implements Benchmark {

    @Override
    public String name() {
        return "start";
    }

    @Override
    public Report run(Setting setting) throws Exception {
        int times = setting.either(5, 2);
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("serve, new data folder", times, setting, "new"));
        rows.add(row("serve, same data folder again", times, setting, "same"));
        return new Report(
                name(),
                "./shoal serve on disk, seconds to its ready line; target < 6",
                List.of("start", "median", "worst"),
                rows);
    }

    private static List<String> row(String what, int times, Setting setting, String data)
            throws Exception {
        double[] seconds = new double[times];
        for (int i = 0; i < times; i++) {
            String folder = data.equals("same") ? "new0" : data + i;
            seconds[i] = seconds(setting.root(), setting.folder().resolve(folder));
            Benchmark.tell("%s: %s s", what, Samples.text(seconds[i]));
        }
        Samples all = Samples.of(seconds);
        return List.of(what, Samples.text(all.quantile(0.5)), Samples.text(all.quantile(1)));
    }

    private static double seconds(Path root, Path data) throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(
                        root.resolve("shoal").toString(),
                        "serve",
                        "--port",
                        "0",
                        "--data",
                        "" + data);
        builder.environment().remove("SHOAL_TOKEN");
        long begun = System.nanoTime();
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader output = process.inputReader()) {
            String line = output.readLine();
            double seconds = (System.nanoTime() - begun) / 1e9;
            if (line == null || !line.startsWith("listening on ")) {
                throw new IOException("the server said " + line);
            }
            return seconds;
        } finally {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }
}
