package dev.shoal.local.emulators;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.shoal.local.LocalAws.Storage;
import java.net.URI;
import java.util.Set;
import org.apache.pekko.actor.Terminated;
import org.elasticmq.server.ElasticMQServer;
import org.elasticmq.server.config.ElasticMQServerConfig;
import scala.Function0;

/// ElasticMQ, with its messages in an H2 database when they must outlive the process.
final class SqsEmulator implements AutoCloseable {

    private final int port;
    private final Function0<Terminated> shutdown;

    private SqsEmulator(int port, Function0<Terminated> shutdown) {
        this.port = port;
        this.shutdown = shutdown;
    }

    static SqsEmulator start(Storage storage) {
        Set<String> stored = StoredQueues.in(storage);
        int port = Loopback.freePort();
        Config config =
                ConfigFactory.parseString(address(port) + messages(storage))
                        .withFallback(ConfigFactory.load(ElasticMQServer.class.getClassLoader()));
        var shutdown = new ElasticMQServer(new ElasticMQServerConfig(config)).start();
        StoredQueues.await(stored, Loopback.uri(port));
        return new SqsEmulator(port, shutdown);
    }

    static String address(int port) {
        return """
        node-address { protocol = http, host = "%s", port = %d, context-path = "" }
        rest-sqs { enabled = true, bind-hostname = "%s", bind-port = %d, sqs-limits = strict }
        aws { region = "us-east-1", accountId = "000000000000" }
        pekko.actor.guardian-supervisor-strategy = "%s"
        """
                .formatted(Loopback.HOST, port, Loopback.HOST, port, GoOn.class.getName());
    }

    /// `WRITE_DELAY=0`: H2 otherwise keeps half a second of writes in memory, which a kill would
    /// lose. `DB_CLOSE_ON_EXIT=FALSE`: it otherwise closes as soon as the JVM is told to stop,
    /// while the application still finishes what it does.
    private static String messages(Storage storage) {
        return switch (storage) {
            case Storage.InMemory() -> "";
            case Storage.OnDisk(var folder) ->
                    """
                    messages-storage {
                      enabled = true
                      driver-class = "org.h2.Driver"
                      uri = "%s;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE"
                      username = "%s"
                      password = ""
                      prune-data-on-init = false
                    }
                    """
                            .formatted(StoredQueues.database(folder), StoredQueues.USER);
        };
    }

    URI uri() {
        return Loopback.uri(port);
    }

    @Override
    public void close() {
        shutdown.apply();
    }
}
