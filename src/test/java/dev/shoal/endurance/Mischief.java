package dev.shoal.endurance;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// The ways in which a call of a model goes wrong.
enum Mischief {
    TOO_MANY {
        @Override
        void play(Talk talk, Saying right, OutputStream out) throws IOException {
            send(out, "429 Too Many Requests", error("slow down"));
        }
    },
    TOO_MANY_RETRY_AFTER {
        @Override
        void play(Talk talk, Saying right, OutputStream out) throws IOException {
            send(out, "429 Too Many Requests", error("slow down"), "Retry-After: 2");
        }
    },
    BROKEN_SERVER {
        @Override
        void play(Talk talk, Saying right, OutputStream out) throws IOException {
            send(out, "500 Internal Server Error", error("oops"));
        }
    },
    OVERLOADED {
        @Override
        void play(Talk talk, Saying right, OutputStream out) throws IOException {
            send(out, "503 Service Unavailable", error("overloaded"), "Retry-After: 1");
        }
    },
    DROPPED {
        @Override
        void play(Talk talk, Saying right, OutputStream out) throws IOException {
            throw new IOException("dropped");
        }
    },
    DROPPED_HALFWAY {
        @Override
        void play(Talk talk, Saying right, OutputStream out) throws IOException {
            byte[] whole = right.completion(talk);
            out.write(head("200 OK", whole.length));
            out.write(whole, 0, whole.length / 2);
            out.flush();
            throw new IOException("dropped");
        }
    },
    SLOW {
        @Override
        void play(Talk talk, Saying right, OutputStream out)
                throws IOException, InterruptedException {
            Thread.sleep(Duration.ofSeconds(8));
            send(out, "200 OK", right.completion(talk));
        }
    },
    SILENT {
        @Override
        void play(Talk talk, Saying right, OutputStream out) throws InterruptedException {
            Thread.sleep(Duration.ofSeconds(40));
        }
    },
    MALFORMED_ARGUMENTS {
        @Override
        void play(Talk talk, Saying right, OutputStream out) throws IOException {
            say(talk, out, new Saying.Call("read_file", "{\"path\": \"a.txt\", "));
        }
    },
    UNKNOWN_TOOL {
        @Override
        void play(Talk talk, Saying right, OutputStream out) throws IOException {
            say(talk, out, Saying.Call.of("drop_database", Map.of("name", "production")));
        }
    },
    EMPTY {
        @Override
        void play(Talk talk, Saying right, OutputStream out) throws IOException {
            send(out, "200 OK", Saying.text("").completion(talk));
        }
    },
    WEB_PAGE {
        @Override
        void play(Talk talk, Saying right, OutputStream out) throws IOException {
            byte[] page = ModelServer.bytes("<html>Sign in to the hotel's network</html>");
            out.write(
                    ModelServer.bytes(
                            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n"
                                    .formatted(page.length)));
            out.write(page);
            out.flush();
        }
    },
    HUGE {
        @Override
        void play(Talk talk, Saying right, OutputStream out) throws IOException {
            send(out, "200 OK", Saying.text("blah ".repeat(2_000_000)).completion(talk));
        }
    },
    OUTSIDE {
        @Override
        void play(Talk talk, Saying right, OutputStream out) throws IOException {
            say(
                    talk,
                    out,
                    Saying.Call.of("read_file", Map.of("path", "../../../etc/passwd")),
                    Saying.Call.of("read_file", Map.of("path", "/etc/passwd")),
                    Saying.Call.of(
                            "write_file", Map.of("path", "../../etc/passwd", "content", "me")),
                    Saying.Call.of(
                            "write_file", Map.of("path", ".git/hooks/post-update", "content", "x")),
                    Saying.Call.of("write_file", Map.of("path", ".GIT/config", "content", "x")));
        }
    },
    MANY_CALLS {
        @Override
        void play(Talk talk, Saying right, OutputStream out) throws IOException {
            List<Saying.Call> calls = new ArrayList<>();
            calls.add(Saying.Call.of("list_files", Map.of()));
            calls.addAll(right.calls());
            send(out, "200 OK", Saying.calls("All at once.", calls).completion(talk));
        }
    },
    REPEATED {
        @Override
        void play(Talk talk, Saying right, OutputStream out) throws IOException {
            var call = Saying.Call.of("list_files", Map.of("path", ""));
            send(
                    out,
                    "200 OK",
                    Saying.calls("Again.", Collections.nCopies(12, call)).completion(talk));
        }
    };

    /// Answers a request for which `right` would be the right answer.
    abstract void play(Talk talk, Saying right, OutputStream out)
            throws IOException, InterruptedException;

    private static void say(Talk talk, OutputStream out, Saying.Call... calls) throws IOException {
        send(out, "200 OK", Saying.calls("Let me see.", List.of(calls)).completion(talk));
    }

    private static byte[] error(String message) {
        return ModelServer.bytes("{\"error\": {\"message\": \"%s\"}}".formatted(message));
    }

    static void send(OutputStream out, String status, byte[] body, String... headers)
            throws IOException {
        out.write(head(status, body.length, headers));
        out.write(body);
        out.flush();
    }

    private static byte[] head(String status, int length, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        head.append("Content-Type: application/json\r\n");
        head.append("Content-Length: ").append(length).append("\r\n\r\n");
        return head.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
