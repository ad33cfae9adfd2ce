package dev.shoal.aws;

import dev.shoal.run.PermanentFault;
import dev.shoal.run.ShoalException;
import dev.shoal.run.TransientFault;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Sorts what the SDK throws, after its own retries, into what may pass and what won't.
final class AwsFaults {

    private static final int SERVER_ERROR = 500;

    private static final Set<String> PASSING =
            Set.of(
                    "TransactionConflict",
                    "TransactionConflictException",
                    "TransactionInProgressException",
                    "ProvisionedThroughputExceededException",
                    "RequestLimitExceeded",
                    "RequestTimeout",
                    "RequestTimeoutException",
                    "ThrottlingException",
                    "ThrottlingError",
                    "ProvisionedThroughputExceeded",
                    "LimitExceededException",
                    "OperationAborted",
                    "SlowDown");

    private AwsFaults() {}

    /// `what` says what was tried and on what.
    static ShoalException sorted(String what, SdkException e) {
        if (e instanceof AbortedException) {
            Thread.currentThread().interrupt();
        }
        String message = what + ": " + e.getMessage();
        return mayPass(e) ? new TransientFault(message, e) : new PermanentFault(message, e);
    }

    static boolean mayPass(SdkException e) {
        return switch (e) {
            case TransactionCanceledException cancelled ->
                    cancelled.cancellationReasons().stream()
                            .anyMatch(reason -> PASSING.contains(reason.code()));
            case AwsServiceException service -> mayPass(service);
            case SdkServiceException service -> service.statusCode() >= SERVER_ERROR;
            // No answer came: the network, a timeout, an interrupt.
            default -> true;
        };
    }

    private static boolean mayPass(AwsServiceException e) {
        return e.statusCode() >= SERVER_ERROR
                || e.isThrottlingException()
                || e.isRetryableException()
                || e.isClockSkewException()
                || (e.awsErrorDetails() != null
                        && PASSING.contains(e.awsErrorDetails().errorCode()));
    }
}
