package dev.shoal.local;

import java.net.URI;

/// Tells the application where to listen and where AWS is. System properties, so that they go
/// before files and environment, and only Shoal's clients of these three services see them: Bedrock
/// and whoever else speaks to the real AWS keeps the user's own settings.
final class LocalProperties {

    private LocalProperties() {}

    static void set(String host, int port, LocalAws aws) {
        System.setProperty("quarkus.http.host", host);
        System.setProperty("quarkus.http.port", Integer.toString(port));
        System.setProperty("shoal.aws.create", "true");
        System.setProperty("shoal.local-mode", "true");
        set("dynamodb", aws.dynamoDb());
        set("sqs", aws.sqs());
        set("s3", aws.s3());
    }

    private static void set(String service, URI endpoint) {
        String prefix = "quarkus." + service + ".";
        System.setProperty(prefix + "endpoint-override", endpoint.toString());
        System.setProperty(prefix + "aws.region", "us-east-1");
        System.setProperty(prefix + "aws.credentials.type", "static");
        String credentials = prefix + "aws.credentials.static-provider.";
        System.setProperty(credentials + "access-key-id", "local");
        System.setProperty(credentials + "secret-access-key", "local");
    }
}
