package dev.shoal.local.cli;

import dev.shoal.aws.Signature;
import dev.shoal.local.Refusal;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// What a request bears so that a server lets it in.
sealed interface Badge {

    record None() implements Badge {}

    record Token(String text) implements Badge {
        @Override
        public String toString() {
            return "Token";
        }
    }

    /// For an HTTP API of AWS that asks for IAM.
    record Signed(Signature signature) implements Badge {}

    /// A token, if the environment has one, goes before a signature.
    static Badge of(URI server, Map<String, String> environment) {
        String token = environment.getOrDefault("SHOAL_TOKEN", "");
        if (!token.isBlank()) {
            return new Token(token);
        }
        try {
            Optional<Signature> signature = Signature.of(server);
            return signature.<Badge>map(Signed::new).orElseGet(None::new);
        } catch (RuntimeException e) {
            throw new Refusal(
                    server
                            + " wants requests signed with AWS credentials, and there are none: set AWS_PROFILE, or run aws configure"
                            + " (for an API with JwtIssuer put its token into SHOAL_TOKEN)",
                    e);
        }
    }

    default Map<String, String> headers(String method, URI uri, byte[] body) {
        return switch (this) {
            case None none -> Map.of();
            case Token(String text) -> Map.of("Authorization", "Bearer " + text);
            case Signed(Signature signature) -> signature.headers(method, uri, body);
        };
    }
}
