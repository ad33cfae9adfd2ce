package dev.shoal.local.emulators;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// One file for each object, and nothing that knows of all of them: to store one costs the same
/// however many there are.
///
/// A file is written aside, whole, and then takes its place in one step, so a process that is
/// killed at any moment leaves each object as it was or as it was to be. Writes are left with the
/// operating system, as in [QuickCommits].
///
/// The parts of a key are folders; the last one is a file, told from a folder by its end, so that
/// `a` and `a/b` can both be there. A file is the headers as lines, an empty line, and the body.
final class BucketsOnDisk implements Buckets {

    private static final String END = "=";
    private static final String NOTHING = "%";

    private final Path folder;
    private final Path unfinished;
    private final AtomicLong next = new AtomicLong();

    /// Takes away what a killed process had begun to write.
    BucketsOnDisk(Path folder) {
        this.folder = folder;
        this.unfinished = Loopback.folder(folder, ".unfinished");
        try (Stream<Path> left = Files.list(unfinished)) {
            for (Path file : left.toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't tidy " + unfinished, e);
        }
    }

    @Override
    public void create(String bucket) throws IOException {
        Files.createDirectories(folder.resolve(bucket));
    }

    @Override
    public boolean has(String bucket) {
        return Files.isDirectory(folder.resolve(bucket));
    }

    @Override
    public void put(String bucket, String key, Map<String, String> headers, Body body)
            throws IOException {
        Path fresh = unfinished.resolve(Long.toString(next.incrementAndGet()));
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh))) {
                out.write(head(headers));
                body.writeTo(out);
            }
            int name = key.lastIndexOf('/') + 1;
            Files.createDirectories(folderOf(bucket, key.substring(0, name)));
            Files.move(fresh, place(bucket, key), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static byte[] head(Map<String, String> headers) {
        StringBuilder head = new StringBuilder();
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append('\n'));
        return head.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public Optional<Found> find(String bucket, String key) throws IOException {
        Path place = place(bucket, key);
        try {
            InputStream file = new BufferedInputStream(Files.newInputStream(place));
            return Optional.of(found(file, Files.size(place)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static Found found(InputStream file, long size) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        long left = size;
        for (String line = line(file); !line.isEmpty(); line = line(file)) {
            int colon = line.indexOf(": ");
            headers.put(line.substring(0, colon), line.substring(colon + 2));
            left -= line.length() + 1;
        }
        return new Found(headers, left - 1, file);
    }

    private static String line(InputStream file) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = file.read(); next != '\n' && next >= 0; next = file.read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    @Override
    public List<String> list(String bucket, String prefix, String after, int most)
            throws IOException {
        String parent = prefix.substring(0, prefix.lastIndexOf('/') + 1);
        try (Stream<Path> files = Files.walk(folderOf(bucket, parent))) {
            return files.filter(file -> file.toString().endsWith(END))
                    .map(file -> key(folder.resolve(bucket).relativize(file)))
                    .filter(key -> key.startsWith(prefix) && key.compareTo(after) > 0)
                    .sorted()
                    .limit(most)
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private Path place(String bucket, String key) {
        int slash = key.lastIndexOf('/') + 1;
        return folderOf(bucket, key.substring(0, slash)).resolve(name(key.substring(slash)) + END);
    }

    /// `parents` is empty or ends with a slash.
    private Path folderOf(String bucket, String parents) {
        Path path = folder.resolve(bucket);
        for (int from = 0; from < parents.length(); from = parents.indexOf('/', from) + 1) {
            path = path.resolve(name(parents.substring(from, parents.indexOf('/', from))));
        }
        return path;
    }

    /// Safe as the name of a file, and never with a `=`.
    private static String name(String part) {
        if (part.isEmpty()) {
            return NOTHING;
        }
        String name = URLEncoder.encode(part, UTF_8);
        return name.startsWith(".") ? "%2E" + name.substring(1) : name;
    }

    private static String key(Path file) {
        return StreamSupport.stream(file.spliterator(), false)
                .map(part -> part.toString().replace(END, ""))
                .map(name -> name.equals(NOTHING) ? "" : URLDecoder.decode(name, UTF_8))
                .collect(Collectors.joining("/"));
    }
}
