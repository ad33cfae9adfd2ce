package dev.shoal.api;

import java.util.Optional;
import java.util.regex.Pattern;

/// What a request says of who sends it: the path it asks for, and its headers `Host`, `Origin` and
/// `Authorization`.
record Caller(
        String path,
        Optional<String> host,
        Optional<String> origin,
        Optional<String> authorization) {

    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?");

    /// Speaks to this server by a loopback name, so no name of somebody else's was bent to it.
    boolean usesLoopbackName() {
        return host.filter(name -> LOOPBACK.matcher(name).matches()).isPresent();
    }

    /// A page of another site had its browser send this.
    boolean isForeignPage() {
        return origin.filter(site -> !site.equals(sameSite(site))).isPresent();
    }

    private String sameSite(String site) {
        String scheme = site.startsWith("https://") ? "https://" : "http://";
        return scheme + host.orElse("");
    }
}
