package dev.shoal.local.emulators;

import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import dev.shoal.local.LocalAws.Storage;
import java.net.URI;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/// DynamoDB Local in a Jetty of our own, since its own server listens on every interface and
/// reports to its maker.
final class DynamoEmulator implements AutoCloseable {

    private final Server server;
    private final LocalDynamoDBServerHandler handler;

    private DynamoEmulator(Server server, LocalDynamoDBServerHandler handler) {
        this.server = server;
        this.handler = handler;
    }

    static DynamoEmulator start(Storage storage) {
        return switch (storage) {
            case Storage.InMemory() -> start(true, null);
            case Storage.OnDisk(var folder) ->
                    start(false, Loopback.folder(folder, "dynamodb").toString());
        };
    }

    private static DynamoEmulator start(boolean inMemory, @Nullable String path) {
        try {
            var requests = new LocalDynamoDBRequestHandler(0, inMemory, path, true, false);
            if (!inMemory) {
                QuickCommits.on(requests);
            }
            var handler = new LocalDynamoDBServerHandler(requests, null);
            Server server = new Server(Loopback.anyPort());
            server.setHandler(new DynamoDBProxyServer(0, handler).setUpHandler(handler));
            server.start();
            return new DynamoEmulator(server, handler);
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local did not start on " + path, e);
        }
    }

    URI uri() {
        return Loopback.uri(server.getURI().getPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
            handler.close();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local did not stop", e);
        }
    }
}
