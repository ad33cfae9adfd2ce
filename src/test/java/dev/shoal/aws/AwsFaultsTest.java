package dev.shoal.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.run.PermanentFault;
import dev.shoal.run.TransientFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class AwsFaultsTest {

    @ParameterizedTest
    @CsvSource({
        "500, InternalServerError, true",
        "503, ServiceUnavailable, true",
        "400, ThrottlingException, true",
        "400, ProvisionedThroughputExceededException, true",
        "400, TransactionConflictException, true",
        "400, TransactionInProgressException, true",
        "400, ValidationException, false",
        "400, AccessDeniedException, false",
        "400, ResourceNotFoundException, false"
    })
    void anAnswerIsSortedByItsCode(int status, String code, boolean passes) {
        var answer =
                DynamoDbException.builder()
                        .statusCode(status)
                        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                        .message(code)
                        .build();

        assertThat(AwsFaults.sorted("a read", answer))
                .isInstanceOf(passes ? TransientFault.class : PermanentFault.class)
                .hasMessageContaining("a read")
                .hasMessageContaining(code)
                .hasCause(answer);
    }

    @ParameterizedTest
    @CsvSource({"TransactionConflict, true", "ThrottlingError, true", "ValidationError, false"})
    void aCancelledTransactionIsSortedByItsReasons(String code, boolean passes) {
        var cancelled =
                TransactionCanceledException.builder()
                        .cancellationReasons(
                                CancellationReason.builder().code("None").build(),
                                CancellationReason.builder().code(code).build())
                        .message("cancelled")
                        .build();

        assertThat(AwsFaults.mayPass(cancelled)).isEqualTo(passes);
    }

    @Test
    void noAnswerMayPass() {
        assertThat(AwsFaults.sorted("a read", SdkClientException.create("reset")))
                .isInstanceOf(TransientFault.class);
    }

    @Test
    void anInterruptedCallLeavesTheThreadInterrupted() {
        assertThat(AwsFaults.sorted("a read", AbortedException.create("interrupted")))
                .isInstanceOf(TransientFault.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
