package dev.shoal.agent;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// An HTTP server on loopback that behaves as badly as real ones: each request is handled by the
/// next of the acts that were put on (the last one goes on for ever). On bare sockets, since HTTP
/// libraries refuse to break the protocol.
final class ChaosServer implements AutoCloseable {
    private final ServerSocket socket;
    private final ConcurrentLinkedDeque<Act> acts = new ConcurrentLinkedDeque<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /// What the server does with a request once it has read it.
    @FunctionalInterface
    interface Act {
        void play(OutputStream out) throws IOException, InterruptedException;
    }

    ChaosServer(Act... acts) {
        this.acts.addAll(List.of(acts));
        try {
            socket = new ServerSocket(0, 600, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort() + "/v1";
    }

    List<String> bodies() {
        return bodies;
    }

    List<String> heads() {
        return heads;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Act status(int status, String body, String... headers) {
        return out -> send(out, status, body, headers);
    }

    /// A reply in the form of OpenAI; `message` is the JSON of its message.
    static Act message(String message) {
        return status(
                200,
                """
                {"id": "x", "object": "chat.completion", "created": 1, "model": "m",
                 "choices": [{"index": 0, "finish_reason": "stop", "message": %s}],
                 "usage": {"prompt_tokens": 50, "completion_tokens": 5, "total_tokens": 55}}
                """
                        .formatted(message));
    }

    static Act text(String text) {
        return message(Json.of(java.util.Map.of("role", "assistant", "content", text)));
    }

    /// Promises a body, sends half of it, and hangs up.
    static Act droppedMidBody() {
        return out -> {
            out.write(
                    bytes(
                            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 1000\r\n\r\n{\"id\":"));
            out.flush();
            throw new IOException("dropped");
        };
    }

    /// Hangs up without a word.
    static Act dropped() {
        return out -> {
            throw new IOException("dropped");
        };
    }

    @SuppressWarnings("StringConcatToTextBlock") // the line ends are CRLF on the wire
    static Act endless() {
        return out -> {
            out.write(
                    bytes(
                            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                    + "Transfer-Encoding: chunked\r\n\r\n"));
            byte[] chunk = bytes("10000\r\n" + "z".repeat(0x10000) + "\r\n");
            while (true) {
                out.write(chunk);
            }
        };
    }

    /// Says nothing until the server is closed.
    Act silent() {
        return out -> closed.await();
    }

    /// Sends the head, and then nothing until the server is closed.
    Act stalledBody() {
        return out -> {
            out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"));
            out.flush();
            closed.await();
        };
    }

    private static void send(OutputStream out, int status, String body, String... headers)
            throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " x\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        byte[] content = bytes(body);
        head.append("Content-Type: application/json\r\n");
        head.append("Content-Length: ").append(content.length).append("\r\n\r\n");
        out.write(bytes(head.toString()));
        out.write(content);
        out.flush();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                InputStream in = new BufferedInputStream(client.getInputStream())) {
            while (read(in)) {
                next().play(client.getOutputStream());
            }
        } catch (IOException e) {
            // An act that ends the connection, or a client that left: either way there is nobody to
            // tell.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Act next() {
        return acts.size() > 1 ? acts.removeFirst() : acts.getFirst();
    }

    /// Reads one request; false at the end of the connection.
    private boolean read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int read = in.read();
            if (read < 0) {
                return false;
            }
            head.append((char) read);
        }
        heads.add(head.toString());
        bodies.add(new String(in.readNBytes(length(head.toString())), StandardCharsets.UTF_8));
        return true;
    }

    private static int length(String head) {
        return head.lines()
                .filter(
                        line ->
                                line.toLowerCase(java.util.Locale.ROOT)
                                        .startsWith("content-length:"))
                .map(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
