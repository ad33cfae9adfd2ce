package dev.shoal.local.cli;

import dev.shoal.local.LocalServer;
import dev.shoal.local.rehearsal.RehearsalServer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description =
                "Plays the rehearsal sample to its end: no key, no network, a scripted model.")
final class DemoCommand implements Callable<Integer> {

    private static final String WORKERS = "8";

    @Option(
            names = "--sample",
            paramLabel = "DIR",
            description = "a folder such as samples/inkwell (default: that one)")
    private Optional<Path> sample = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".shoal/demo",
            description = "where the sample's repository is made (default: ${DEFAULT-VALUE})")
    private Path data = Path.of(".shoal/demo");

    @Override
    public Integer call() {
        Sample play = Sample.at(sample.orElseGet(DemoCommand::usual));
        Path repository = play.repository(data, Clock.systemUTC().instant());
        banner(play);
        try (RehearsalServer models = RehearsalServer.start(play.script())) {
            System.setProperty("shoal.rehearsal.base-url", models.uri().toString());
            if (System.getenv("SHOAL_WORKERS") == null) {
                System.setProperty("shoal.workers", WORKERS);
            }
            var settings = LocalServer.Settings.of(0, Optional.empty());
            try (LocalServer server = LocalServer.start(settings)) {
                Api api = Api.at(OwnServer.onLoopback(server.uri()));
                var created = api.post("/runs", play.request(repository)).orRefuse();
                return new Following(api, List.of("The demo was kept in memory and is gone."))
                        .follow(created.path("id").asText());
            }
        }
    }

    private static void banner(Sample play) {
        System.out.printf(
                "This is a rehearsal of samples/%s: a scripted model on loopback plays every role.%n"
                        + "Everything else is real: agents, git, queues, verification. No key, no network, no cost.%n%n",
                play.name());
    }

    /// Beside the script that started this process, or in the current folder.
    private static Path usual() {
        return Path.of(System.getProperty("app.home", ".")).resolve("samples/inkwell").normalize();
    }
}
