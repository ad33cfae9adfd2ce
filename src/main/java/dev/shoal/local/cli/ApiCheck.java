package dev.shoal.local.cli;

import dev.shoal.aws.Finding;
import dev.shoal.local.Refusal;
import java.net.URI;

/// Whether an API answers whoever asks.
final class ApiCheck {

    private ApiCheck() {}

    static Finding of(URI server) {
        try {
            return answer(server);
        } catch (Refusal e) {
            return new Finding.Unseen("the API", String.valueOf(e.getMessage()));
        }
    }

    private static Finding answer(URI server) {
        return switch (Api.at(server).get("/runs?limit=1")) {
            case Api.Answer.Ok ok -> new Finding.Fine("the API answers at " + server);
            case Api.Answer.Refused(int status, String why) when status == 401 || status == 403 ->
                    new Finding.Wrong(
                            "the API refuses you (%d): %s".formatted(status, why),
                            "your AWS credentials need execute-api:Invoke on it; with JwtIssuer or a token put that into SHOAL_TOKEN");
            case Api.Answer.Refused(int status, String why) ->
                    new Finding.Wrong(
                            "the API answers %d: %s".formatted(status, why),
                            "read the last errors of the function api in the log group");
            case Api.Answer.Unreachable(String why) ->
                    new Finding.Wrong(
                            why, "look at the address; it is the output ApiUrl of the stack");
        };
    }
}
