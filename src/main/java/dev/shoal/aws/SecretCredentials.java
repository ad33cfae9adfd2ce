package dev.shoal.aws;

import dev.shoal.config.ShoalConfig;
import dev.shoal.run.Credential;
import dev.shoal.run.Credentials;
import dev.shoal.run.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DecryptionFailureException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/// Secrets of Secrets Manager, by the ARNs that the template passes on. The text is held in memory
/// only, for as long as the process lives.
@ApplicationScoped
public class SecretCredentials implements Credentials {

    private static final int FORBIDDEN = 400;

    private final Supplier<SecretsManagerClient> client;
    private final ShoalConfig.Secrets arns;
    private final Map<Credential, String> fetched = new ConcurrentHashMap<>();

    @Inject
    SecretCredentials(OwnClients clients, ShoalConfig config) {
        this(clients::secrets, config);
    }

    SecretCredentials(Supplier<SecretsManagerClient> client, ShoalConfig config) {
        this.client = client;
        this.arns = config.secrets();
    }

    @Override
    public Optional<Supplier<String>> of(Credential credential) {
        return arn(credential)
                .map(
                        arn ->
                                () ->
                                        fetched.computeIfAbsent(
                                                credential, any -> fetch(credential, arn)));
    }

    private Optional<String> arn(Credential credential) {
        return switch (credential) {
            case OPENAI -> arns.openai();
            case ANTHROPIC -> arns.anthropic();
            case GIT -> arns.git();
        };
    }

    private String fetch(Credential credential, String arn) {
        try {
            String text = client.get().getSecretValue(r -> r.secretId(arn)).secretString();
            return checked(credential, arn, text == null ? "" : text.strip());
        } catch (ResourceNotFoundException
                | InvalidRequestException
                | DecryptionFailureException e) {
            throw refused(credential, arn, "can't be read (%s)".formatted(code(e)));
        } catch (SecretsManagerException e) {
            if (e.statusCode() == FORBIDDEN && !AwsFaults.mayPass(e)) {
                throw refused(credential, arn, "may not be read (%s)".formatted(code(e)));
            }
            throw AwsFaults.sorted("reading secret " + arn, e);
        } catch (SdkException e) {
            throw AwsFaults.sorted("reading secret " + arn, e);
        }
    }

    /// The console's own form makes JSON of a key and a value; a provider would answer that with a
    /// riddle.
    private static String checked(Credential credential, String arn, String text) {
        if (text.isEmpty() || text.startsWith("{")) {
            throw refused(
                    credential,
                    arn,
                    "holds %s; store the key alone, as plain text"
                            .formatted(text.isEmpty() ? "no text" : "JSON"));
        }
        return text;
    }

    private static Refused refused(Credential credential, String arn, String what) {
        return new Refused(
                "secret",
                "the secret %s %s: mend it, or give another as %s and deploy again"
                        .formatted(arn, what, parameter(credential)));
    }

    static String parameter(Credential credential) {
        return switch (credential) {
            case OPENAI -> "OpenAiSecretArn";
            case ANTHROPIC -> "AnthropicSecretArn";
            case GIT -> "GitSecretArn";
        };
    }

    private static String code(SecretsManagerException e) {
        return e.awsErrorDetails() == null
                ? "status " + e.statusCode()
                : e.awsErrorDetails().errorCode();
    }
}
