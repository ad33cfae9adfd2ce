package dev.shoal.local.emulators;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// Gone with the process.
final class BucketsInMemory implements Buckets {

    private final Map<String, NavigableMap<String, Kept>> buckets = new ConcurrentHashMap<>();

    private record Kept(Map<String, String> headers, ByteArrayOutputStream body) {}

    @Override
    public void create(String bucket) {
        buckets.computeIfAbsent(bucket, name -> new ConcurrentSkipListMap<>());
    }

    @Override
    public boolean has(String bucket) {
        return buckets.containsKey(bucket);
    }

    private NavigableMap<String, Kept> in(String bucket) {
        return buckets.getOrDefault(bucket, new ConcurrentSkipListMap<>());
    }

    @Override
    public void put(String bucket, String key, Map<String, String> headers, Body body)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        body.writeTo(bytes);
        in(bucket).put(key, new Kept(Map.copyOf(headers), bytes));
    }

    @Override
    public Optional<Found> find(String bucket, String key) {
        return Optional.ofNullable(in(bucket).get(key))
                .map(
                        kept ->
                                new Found(
                                        kept.headers(),
                                        kept.body().size(),
                                        new ByteArrayInputStream(kept.body().toByteArray())));
    }

    @Override
    public List<String> list(String bucket, String prefix, String after, int most) {
        boolean begun = after.compareTo(prefix) >= 0;
        return in(bucket).tailMap(begun ? after : prefix, !begun).keySet().stream()
                .takeWhile(key -> key.startsWith(prefix))
                .limit(most)
                .toList();
    }
}
