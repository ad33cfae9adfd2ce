package dev.shoal.local.emulators;

import dev.shoal.local.LocalAws.Storage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The queues that an earlier process left on disk.
///
/// ElasticMQ answers requests before it has restored them. Whoever creates a queue of the same name
/// in that moment gets an empty one, and the messages in the stored one are never seen again, so
/// nobody may talk to it before all are back.
///
/// Whoever had received a message is dead, so it is to be had again at once, not only when the time
/// of its receiver would have been up, and as if it had not been received: to be killed is no sign
/// that it can't be handled.
final class StoredQueues {

    static final String USER = "sa";

    private static final int PATIENCE_SECONDS = 60;

    private StoredQueues() {}

    /// As a JDBC address.
    static String database(Path folder) {
        return "jdbc:h2:" + Loopback.folder(folder, "sqs").toAbsolutePath().resolve("elasticmq");
    }

    static Set<String> in(Storage storage) {
        return switch (storage) {
            case Storage.InMemory() -> Set.of();
            case Storage.OnDisk(var folder) -> in(folder);
        };
    }

    private static Set<String> in(Path folder) {
        if (!Files.exists(folder.resolve("sqs/elasticmq.mv.db"))) {
            return Set.of();
        }
        try (Connection connection = DriverManager.getConnection(database(folder), USER, "");
                ResultSet tables = connection.getMetaData().getTables(null, null, "QUEUE", null)) {
            if (!tables.next()) {
                return Set.of();
            }
            takeBack(connection);
            return names(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the queues stored in " + folder, e);
        }
    }

    /// Messages that were sent to be delivered later, and have not been received, keep their time.
    private static void takeBack(Connection connection) throws SQLException {
        long now = System.currentTimeMillis();
        try (Statement statement = connection.createStatement()) {
            for (String table : messages(connection)) {
                statement.executeUpdate(
                        """
                        update "%s" set next_delivery = %d, receive_count = receive_count - 1
                        where receive_count > 0 and next_delivery > %d
                        """
                                .formatted(table, now, now));
            }
        }
    }

    private static List<String> messages(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet tables =
                connection.getMetaData().getTables(null, null, "MESSAGE\\_%", null)) {
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME"));
            }
        }
        return names;
    }

    private static Set<String> names(Connection connection) throws SQLException {
        Set<String> names = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select name from queue")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /// Returns when all of them are served at `sqs`.
    static void await(Set<String> names, URI sqs) {
        if (names.isEmpty()) {
            return;
        }
        long patience = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!serves(client, sqs, names)) {
                if (System.nanoTime() > patience) {
                    throw new IllegalStateException("ElasticMQ did not bring back " + names);
                }
                Thread.sleep(20);
            }
        } catch (IOException e) {
            throw new IllegalStateException("ElasticMQ does not answer at " + sqs, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while ElasticMQ started", e);
        }
    }

    private static boolean serves(HttpClient client, URI sqs, Set<String> names)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(sqs.resolve("/?Action=ListQueues")).build();
        String queues = client.send(request, BodyHandlers.ofString()).body();
        return names.stream().allMatch(name -> queues.contains("/" + name + "</QueueUrl>"));
    }
}
