package dev.shoal.endurance;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// An OpenAI-compatible endpoint on loopback that answers as its [Player] says, but for a share of
/// the calls, which go wrong in one of the ways of [Mischief]. On bare sockets, since HTTP
/// libraries refuse to break the protocol.
final class ModelServer implements AutoCloseable {
    private static final int BACKLOG = 2_000;

    private final ServerSocket socket;
    private final Player player;
    private final RandomGenerator random;
    private final double share;
    private final AtomicLong calls = new AtomicLong();
    private final Map<Mischief, AtomicLong> mischief = new ConcurrentHashMap<>();

    ModelServer(Player player, RandomGenerator random, double share) {
        this.player = player;
        this.random = random;
        this.share = share;
        try {
            socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1");
    }

    long calls() {
        return calls.get();
    }

    /// How often each kind of trouble was made.
    Map<String, Long> mischief() {
        Map<String, Long> counts = new TreeMap<>();
        mischief.forEach(
                (kind, count) -> counts.put(kind.name().toLowerCase(Locale.ROOT), count.get()));
        return counts;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                client.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                InputStream in = new BufferedInputStream(client.getInputStream());
                OutputStream out = client.getOutputStream()) {
            byte[] request = read(in);
            while (request.length > 0) {
                answer(Talk.of(request), out);
                request = read(in);
            }
        } catch (IOException e) {
            // Mischief that ends the connection, or a client that left: nobody is left to be told.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Talk talk, OutputStream out) throws IOException, InterruptedException {
        calls.incrementAndGet();
        Saying saying = player.next(talk);
        if (isBad()) {
            Mischief[] kinds = Mischief.values();
            Mischief kind = kinds[pick(kinds.length)];
            mischief.computeIfAbsent(kind, k -> new AtomicLong()).incrementAndGet();
            kind.play(talk, saying, out);
        } else {
            Thread.sleep(saying.thinks());
            Mischief.send(out, "200 OK", saying.completion(talk));
        }
    }

    private synchronized boolean isBad() {
        return random.nextDouble() < share;
    }

    private synchronized int pick(int bound) {
        return random.nextInt(bound);
    }

    /// The body of the next request; empty at the end of the connection.
    private static byte[] read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return new byte[0];
            }
            head.append((char) next);
        }
        return in.readNBytes(length(head.toString()));
    }

    private static int length(String head) {
        return head.lines()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> line.startsWith("content-length:"))
                .map(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
