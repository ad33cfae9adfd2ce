package dev.shoal.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/// The API that a function's process asks for work, for one process: the protocol is that of
/// <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html>.
final class RuntimeApi implements AutoCloseable {

    private static final String BASE = "/2018-06-01/runtime/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final String arn;
    private final Runnable asked;
    private final Runnable given;
    private volatile Call current;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Call(
            String id, byte[] event, Instant deadline, CompletableFuture<Outcome> outcome) {}

    /// `asked` is run whenever the process asks for work, `given` just before it gets some.
    RuntimeApi(String function, Runnable asked, Runnable given) throws IOException {
        this.arn = "arn:aws:lambda:us-east-1:000000000000:function:" + function;
        this.asked = asked;
        this.given = given;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.setExecutor(threads);
        server.createContext(BASE, this::handle);
        server.start();
    }

    /// What the process finds in `AWS_LAMBDA_RUNTIME_API`.
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    CompletableFuture<Outcome> offer(byte[] event, Instant deadline) {
        Call call =
                new Call(UUID.randomUUID().toString(), event, deadline, new CompletableFuture<>());
        calls.add(call);
        return call.outcome();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath().substring(BASE.length());
        if (path.equals("invocation/next")) {
            next(exchange);
        } else {
            said(path, body);
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        asked.run();
        try {
            Call call = calls.take();
            current = call;
            given.run();
            var headers = exchange.getResponseHeaders();
            headers.set("Lambda-Runtime-Aws-Request-Id", call.id());
            headers.set(
                    "Lambda-Runtime-Deadline-Ms", Long.toString(call.deadline().toEpochMilli()));
            headers.set("Lambda-Runtime-Invoked-Function-Arn", arn);
            headers.set("Lambda-Runtime-Trace-Id", "Root=1-0-0;Parent=0;Sampled=0");
            headers.set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, call.event().length);
            exchange.getResponseBody().write(call.event());
            exchange.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.close();
        }
    }

    /// `invocation/ID/response`, `invocation/ID/error` or `init/error`.
    private void said(String path, byte[] body) {
        Call call = current;
        if (call == null || !path.contains(call.id())) {
            System.err.println("a function said " + path + ": " + text(body));
            return;
        }
        call.outcome()
                .complete(
                        path.endsWith("/response")
                                ? new Outcome.Answered(body)
                                : new Outcome.Failed(text(body)));
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
