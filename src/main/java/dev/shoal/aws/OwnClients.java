package dev.shoal.aws;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Optional;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;

/// Clients of services for which there is no extension. Made by the first who needs one, for most
/// functions never do. Their address can be set as for any SDK: `AWS_ENDPOINT_URL_SECRETS_MANAGER`.
@Singleton
class OwnClients {

    private final CallCounter counter;
    private Optional<SecretsManagerClient> secrets = Optional.empty();

    OwnClients(CallCounter counter) {
        this.counter = counter;
    }

    synchronized SecretsManagerClient secrets() {
        if (secrets.isEmpty()) {
            SecretsManagerClientBuilder builder =
                    SecretsManagerClient.builder()
                            .httpClient(UrlConnectionHttpClient.create())
                            .overrideConfiguration(o -> o.addExecutionInterceptor(counter));
            secrets = Optional.of(builder.build());
        }
        return secrets.get();
    }

    @PreDestroy
    synchronized void close() {
        secrets.ifPresent(SecretsManagerClient::close);
    }
}
