package dev.shoal.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/// Who may come in. With a token: who bears it. Without: who speaks to a loopback name. Never a
/// page of another site, so that a browser can't be made to ask on somebody's behalf.
final class Admission {
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private final Optional<String> token;

    Admission(Optional<String> token) {
        this.token = token.filter(text -> !text.isBlank());
    }

    /// Why this caller may not come in; empty if it may.
    Optional<Problem> objection(Caller caller) {
        if (caller.path().equals("/health")) {
            return Optional.empty();
        }
        if (caller.isForeignPage()) {
            return Optional.of(Problem.of(403, "pages of other sites may not use this server"));
        }
        return token.map(secret -> unlessBorne(caller, secret))
                .orElseGet(() -> unlessLoopback(caller));
    }

    private static Optional<Problem> unlessBorne(Caller caller, String secret) {
        return caller.authorization().filter(given -> bears(given, secret)).isPresent()
                ? Optional.empty()
                : Optional.of(
                        Problem.of(401, "send the header Authorization: Bearer and the token"));
    }

    private static Optional<Problem> unlessLoopback(Caller caller) {
        return caller.usesLoopbackName()
                ? Optional.empty()
                : Optional.of(
                        Problem.of(
                                403,
                                "without SHOAL_TOKEN only requests to localhost are answered"));
    }

    /// Basic with the token as the password is for browsers, which ask their user for it.
    private static boolean bears(String given, String secret) {
        if (given.startsWith(BASIC)) {
            String pair = decoded(given.substring(BASIC.length()));
            return isSame(pair.substring(pair.indexOf(':') + 1), secret);
        }
        return given.startsWith(BEARER) && isSame(given.substring(BEARER.length()), secret);
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    /// In a time that does not tell how much of it is right.
    private static boolean isSame(String given, String secret) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }
}
