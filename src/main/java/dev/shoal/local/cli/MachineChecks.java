package dev.shoal.local.cli;

import dev.shoal.aws.Finding;
import dev.shoal.local.Refusal;
import dev.shoal.remote.Reach;
import dev.shoal.remote.Upstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Whether this machine is fit for local mode.
record MachineChecks(Map<String, String> environment) {

    private static final long ENOUGH_BYTES = 2L << 30;
    private static final int USUAL_PORT = 8080;

    List<Finding> findings() {
        return List.of(disk(), port(), sandbox());
    }

    private static Finding disk() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            long free = Files.getFileStore(temporary).getUsableSpace();
            String what = "%s has %d MB free".formatted(temporary, free >> 20);
            return free >= ENOUGH_BYTES
                    ? new Finding.Fine(what)
                    : new Finding.Wrong(
                            what,
                            "git objects and commands need room: free 2 GB, or set SHOAL_JAVA_OPTS=-Djava.io.tmpdir=FOLDER");
        } catch (IOException e) {
            return new Finding.Unseen(temporary.toString(), e.toString());
        }
    }

    private static Finding port() {
        try (ServerSocket socket =
                new ServerSocket(USUAL_PORT, 1, InetAddress.getLoopbackAddress())) {
            return new Finding.Fine("port %d is free".formatted(socket.getLocalPort()));
        } catch (IOException taken) {
            return new Finding.Unseen(
                    "port " + USUAL_PORT,
                    "somebody listens there; ./shoal serve --port takes another");
        }
    }

    private Finding sandbox() {
        boolean root = "root".equals(System.getProperty("user.name"));
        return root
                ? new Finding.Fine("commands run as another user in a namespace of their own")
                : new Finding.Unseen(
                        "the sandbox",
                        "without root commands can read what you can read; run Shoal in a container, or only on code that you trust");
    }

    static Finding repository(String url, Map<String, String> environment) {
        Optional<Supplier<String>> token =
                Optional.ofNullable(environment.get("SHOAL_GIT_TOKEN"))
                        .filter(text -> !text.isBlank())
                        .map(text -> () -> text);
        return Reach.trouble(new Upstream(true, token), address(url))
                .<Finding>map(why -> new Finding.Wrong("a run can't start from " + url, why))
                .orElseGet(() -> new Finding.Fine("a run can start from " + url));
    }

    private static URI address(String url) {
        try {
            return URI.create(Wanted.address(url));
        } catch (IllegalArgumentException e) {
            throw new Refusal("--repo: not an address: " + url, e);
        }
    }
}
