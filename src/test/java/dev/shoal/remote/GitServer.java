package dev.shoal.remote;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceiveCommand.Result;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/// Git's smart protocol over HTTP on loopback: `/repo.git`, `/locked.git` with a password that
/// nobody has, `/page.git` that is a web page, `/away.git` that redirects to a private address,
/// `/broken.git` that is out of order.
final class GitServer implements AutoCloseable {
    private final HttpServer server;
    private final GitFolder folder;
    private final BooleanSupplier refuses;
    final ConcurrentLinkedQueue<String> authorizations = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();

    GitServer(GitFolder folder) {
        this(folder, () -> false);
    }

    /// A hook that refuses pushes while `refuses` says so.
    GitServer(GitFolder folder, BooleanSupplier refuses) {
        this.folder = folder;
        this.refuses = refuses;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(path);
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        authorizations.add(String.valueOf(header));
        try (exchange) {
            if (path.startsWith("/repo.git/")) {
                git(exchange);
            } else if (path.startsWith("/locked.git/")) {
                answer(exchange, 401, "WWW-Authenticate", "Basic realm=\"git\"");
            } else if (path.startsWith("/page.git/")) {
                answer(exchange, 200, "Content-Type", "text/html");
            } else if (path.startsWith("/away.git/")) {
                String to = "http://169.254.169.254/away.git/info/refs?service=git-upload-pack";
                answer(exchange, 302, "Location", to);
            } else if (path.startsWith("/broken.git/")) {
                answer(exchange, 500, "X-Nothing", "");
            } else {
                answer(exchange, 404, "X-Nothing", "");
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String name, String value)
            throws IOException {
        exchange.getResponseHeaders().set(name, value);
        byte[] page = "<html>nothing for you</html>".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, page.length);
        exchange.getResponseBody().write(page);
    }

    private void git(HttpExchange exchange) throws IOException {
        boolean asksForRefs = exchange.getRequestURI().getPath().endsWith("/info/refs");
        String service =
                asksForRefs
                        ? exchange.getRequestURI().getQuery().substring("service=".length())
                        : exchange.getRequestURI().getPath().replaceAll(".*/", "");
        String kind = asksForRefs ? "-advertisement" : "-result";
        exchange.getResponseHeaders().set("Content-Type", "application/x-" + service + kind);
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            if (asksForRefs) {
                advertise(service, out);
            } else {
                exchange(service, body(exchange), out);
            }
        }
    }

    private void advertise(String service, OutputStream out) throws IOException {
        PacketLineOut lines = new PacketLineOut(out);
        lines.writeString("# service=" + service + "\n");
        lines.end();
        var advertiser = new PacketLineOutRefAdvertiser(lines);
        if (service.equals("git-upload-pack")) {
            UploadPack upload = new UploadPack(folder.repository());
            upload.setBiDirectionalPipe(false);
            upload.sendAdvertisedRefs(advertiser);
        } else {
            ReceivePack receive = new ReceivePack(folder.repository());
            receive.setBiDirectionalPipe(false);
            receive.sendAdvertisedRefs(advertiser);
        }
    }

    private void exchange(String service, InputStream in, OutputStream out) throws IOException {
        if (service.equals("git-upload-pack")) {
            UploadPack upload = new UploadPack(folder.repository());
            upload.setBiDirectionalPipe(false);
            upload.upload(in, out, null);
        } else {
            ReceivePack receive = new ReceivePack(folder.repository());
            receive.setBiDirectionalPipe(false);
            receive.setPreReceiveHook(this::hook);
            receive.receive(in, out, null);
        }
    }

    private void hook(ReceivePack receive, Collection<ReceiveCommand> commands) {
        if (refuses.getAsBoolean()) {
            commands.forEach(c -> c.setResult(Result.REJECTED_OTHER_REASON, "not on a Friday"));
        }
    }

    private static InputStream body(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        InputStream raw = exchange.getRequestBody();
        return "gzip".equals(headers.getFirst("Content-Encoding")) ? new GZIPInputStream(raw) : raw;
    }

    static String basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
