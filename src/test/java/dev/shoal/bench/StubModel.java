package dev.shoal.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An OpenAI-compatible endpoint whose planner creates so many tasks at once, whose workers read a
/// file, write it and finish, and whose judge is content. Each worker's reply takes `time`.
final class StubModel implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TASK = Pattern.compile("Task: *Change (\\d+)");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final int tasks;
    private final Duration time;
    private final CountDownLatch gate;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile String command = "";

    /// With `gated`, workers get no reply before [#open].
    StubModel(int tasks, Duration time, boolean gated) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
        this.tasks = tasks;
        this.time = time;
        this.gate = new CountDownLatch(gated ? 1 : 0);
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", this::complete);
        server.start();
    }

    /// The worker of the first task runs this at once, gated or not.
    StubModel withCommand(String line) {
        command = line;
        return this;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    /// Workers whose request has come and is not answered.
    int waiting() {
        return waiting.get();
    }

    void open() {
        gate.countDown();
    }

    private void complete(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            byte[] body = JSON.writeValueAsBytes(answer(request));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ObjectNode answer(JsonNode request) throws InterruptedException {
        int replies = 0;
        String brief = "";
        for (JsonNode message : request.path("messages")) {
            String role = message.path("role").asText();
            replies += role.equals("assistant") ? 1 : 0;
            brief =
                    brief.isEmpty() && role.equals("user")
                            ? message.at("/content").asText()
                            : brief;
        }
        ObjectNode message = JSON.createObjectNode().put("role", "assistant");
        ArrayNode calls = message.putArray("tool_calls");
        Matcher task = TASK.matcher(brief);
        if (task.find()) {
            worker(calls, Integer.parseInt(task.group(1)), replies);
        } else if (brief.contains("Role: planner")) {
            planner(calls, brief, replies);
        } else {
            call(calls, "give_verdict").put("decision", "complete").put("reason", "all is there");
        }
        calls.forEach(StubModel::seal);
        return reply(message);
    }

    private void worker(ArrayNode calls, int task, int replies) throws InterruptedException {
        if (task == 0 && !command.isEmpty()) {
            call(calls, "run_command").put("command", command).put("timeout_seconds", 600);
            return;
        }
        waiting.incrementAndGet();
        try {
            gate.await();
            Thread.sleep(time);
        } finally {
            waiting.decrementAndGet();
        }
        String path = SampleRepository.path(task);
        switch (replies) {
            case 0 -> call(calls, "read_file").put("path", path);
            case 1 -> call(calls, "write_file").put("path", path).put("content", "done " + task);
            default -> call(calls, "finish_task").put("outcome", "done").put("handoff", "did it");
        }
    }

    private void planner(ArrayNode calls, String brief, int replies) {
        boolean first = brief.contains("Round: 1\n") || brief.contains("Round: 0\n");
        if (first && replies == 0) {
            for (int task = 0; task < tasks; task++) {
                call(calls, "create_task")
                        .put("title", "Change " + task)
                        .put("instructions", "Write the file again.");
            }
        } else {
            call(calls, "finish_planning").put("summary", "all planned").put("done", !first);
        }
    }

    private static ObjectNode call(ArrayNode calls, String tool) {
        ObjectNode call = calls.addObject().put("id", "c" + calls.size()).put("type", "function");
        return call.putObject("function").put("name", tool).putObject("arguments");
    }

    /// The protocol has arguments as text.
    private static void seal(JsonNode call) {
        ObjectNode function = (ObjectNode) call.path("function");
        function.put("arguments", function.path("arguments").toString());
    }

    private static ObjectNode reply(ObjectNode message) {
        ObjectNode answer =
                JSON.createObjectNode().put("id", "stub").put("object", "chat.completion");
        answer.put("created", 0).put("model", "stub");
        ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
        choice.set("message", message);
        choice.put("finish_reason", "tool_calls");
        answer.putObject("usage")
                .put("prompt_tokens", 100)
                .put("completion_tokens", 10)
                .put("total_tokens", 110);
        return answer;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
