package dev.shoal.local.emulators;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// One request to the emulator of S3, path-style, and its answer.
final class S3Request {

    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{2,62}");
    private static final int MOST_KEYS = 1000;

    private final HttpExchange exchange;
    private final Buckets buckets;
    private final String bucket;
    private final String key;

    S3Request(HttpExchange exchange, Buckets buckets) {
        this.exchange = exchange;
        this.buckets = buckets;
        String path = exchange.getRequestURI().getPath().substring(1);
        int slash = path.indexOf('/');
        this.bucket = slash < 0 ? path : path.substring(0, slash);
        this.key = slash < 0 ? "" : path.substring(slash + 1);
    }

    void answer() throws IOException {
        String call = exchange.getRequestMethod() + (key.isEmpty() ? " bucket" : " object");
        if (!BUCKET.matcher(bucket).matches()) {
            fail(400, "InvalidBucketName");
        } else if (call.equals("PUT bucket")) {
            buckets.create(bucket);
            empty(200);
        } else if (!buckets.has(bucket)) {
            fail(404, "NoSuchBucket");
        } else {
            switch (call) {
                case "HEAD bucket" -> empty(200);
                case "GET bucket" -> list(query());
                case "PUT object" -> put();
                case "GET object", "HEAD object" -> get();
                default -> fail(501, "NotImplemented");
            }
        }
    }

    private void put() throws IOException {
        String sent = exchange.getRequestHeaders().getFirst("Content-Length");
        String decoded = exchange.getRequestHeaders().getFirst("x-amz-decoded-content-length");
        if (sent == null) {
            fail(411, "MissingContentLength");
            return;
        }
        long length = Long.parseLong(decoded == null ? sent : decoded);
        InputStream body = exchange.getRequestBody();
        InputStream plain = decoded == null ? body : new ChunkedBody(body);
        buckets.put(bucket, key, kept(), out -> whole(plain, length, out));
        body.readAllBytes();
        empty(200);
    }

    /// A client that dies while it sends must leave nothing: the server takes the end of its
    /// connection for the end of the body.
    private static void whole(InputStream body, long length, OutputStream out) throws IOException {
        long read = body.transferTo(out);
        if (read != length) {
            throw new IOException("%d of %d bytes came".formatted(read, length));
        }
    }

    private Map<String, String> kept() {
        Map<String, String> kept = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach(
                        (name, values) -> {
                            String small = name.toLowerCase(Locale.ROOT);
                            if (small.equals("content-type") || small.startsWith("x-amz-meta-")) {
                                kept.put(small, values.getFirst());
                            }
                        });
        return kept;
    }

    private void get() throws IOException {
        var found = buckets.find(bucket, key);
        if (found.isEmpty()) {
            fail(404, "NoSuchKey");
            return;
        }
        try (Buckets.Found it = found.get()) {
            it.headers().forEach(exchange.getResponseHeaders()::set);
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", Long.toString(it.size()));
                empty(200);
            } else {
                exchange.sendResponseHeaders(200, it.size() == 0 ? -1 : it.size());
                it.body().transferTo(exchange.getResponseBody());
            }
        }
    }

    private void list(Map<String, String> query) throws IOException {
        if (!query.getOrDefault("list-type", "").equals("2") || query.containsKey("delimiter")) {
            fail(501, "NotImplemented");
            return;
        }
        int most = Math.min(MOST_KEYS, Integer.parseInt(query.getOrDefault("max-keys", "1000")));
        String after =
                query.getOrDefault("continuation-token", query.getOrDefault("start-after", ""));
        List<String> keys = buckets.list(bucket, query.getOrDefault("prefix", ""), after, most + 1);
        List<String> page = keys.subList(0, Math.min(most, keys.size()));
        StringBuilder xml = new StringBuilder();
        page.forEach(name -> xml.append("<Contents>" + element("Key", name) + "</Contents>"));
        xml.append(element("KeyCount", Integer.toString(page.size())));
        xml.append(element("IsTruncated", Boolean.toString(keys.size() > most)));
        if (keys.size() > most && most > 0) {
            xml.append(element("NextContinuationToken", page.getLast()));
        }
        send(200, "<ListBucketResult>" + xml + "</ListBucketResult>");
    }

    private Map<String, String> query() {
        Map<String, String> query = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String part : raw == null ? new String[0] : raw.split("&")) {
            String[] pair = part.split("=", 2);
            query.put(decoded(pair[0]), pair.length > 1 ? decoded(pair[1]) : "");
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String element(String name, String text) {
        String safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<%s>%s</%s>".formatted(name, safe, name);
    }

    private void fail(int status, String code) throws IOException {
        send(status, "<Error>" + element("Code", code) + element("Message", code) + "</Error>");
    }

    private void send(int status, String xml) throws IOException {
        byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        if (exchange.getRequestMethod().equals("HEAD")) {
            empty(status);
        } else {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private void empty(int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }
}
