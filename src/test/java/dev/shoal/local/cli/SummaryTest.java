package dev.shoal.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void aCompleteRunSaysWhereItsBranchIs() {
        assertThat(String.join("\n", Summary.of(RunStatusMother.complete(), "12:34")))
                .isEqualTo(
                        """
                        complete after 12:34: 2 cycles, 120 landings, 1 failed, 4 conflicts settled, 1.3M tokens, $1.50
                        the judge's last word: complete: all of it works

                        The result is branch shoal/r1 of file:///srv/it.git
                          look at it:   git -C /srv/it.git log --stat shoal/r1""");
    }

    @Test
    void anotherEndSaysWhyAndHowToGoOn() {
        RunStatus run =
                RunStatusMother.of(
                        """
                        {"state": "exhausted", "reason": "the limit of tokens or usd is used up",
                         "endedAt": "2026-05-01T10:12:34Z", "trunk": {"position": 120, "mirrored": 120}}
                        """);

        assertThat(Summary.of(run, "12:34"))
                .contains(
                        "why: the limit of tokens or usd is used up",
                        "  go on from it: ./shoal run --repo file:///srv/it.git --branch shoal/r1 --goal ...");
    }

    @Test
    void aRunWithoutALandingHasNoBranch() {
        RunStatus run =
                RunStatusMother.of(
                        "{\"state\": \"failed\", \"reason\": \"no such branch\", \"trunk\": {\"position\": -1, \"mirrored\": -1}}");

        assertThat(Summary.of(run, "0:01"))
                .contains("why: no such branch", "Nothing landed, so there is no branch shoal/r1.");
    }

    @Test
    void aBranchThatLagsBehindIsCalledSo() {
        RunStatus run = RunStatusMother.of("{\"state\": \"complete\"}");

        assertThat(String.join("\n", Summary.of(run, "0:01"))).contains("118 of 120 landings");
    }

    @Test
    void theTableOfRunsHasOneLineEach() {
        Instant now = Instant.parse("2026-05-01T13:00:01Z");

        assertThat(
                        RunsTable.of(
                                List.of(RunStatusMother.running(), RunStatusMother.complete()),
                                now))
                .containsExactly(
                        "ID                          STATE      CYCLE  LANDED  FAILED       TIME  GOAL",
                        "r1                          running        2     120       1    3:00:01  Make it better",
                        "r1                          complete       2     120       1      12:34  Make it better");
    }

    @Test
    void noRunsAreNoTable() {
        assertThat(RunsTable.of(List.of(), Instant.EPOCH)).containsExactly("no runs yet");
    }
}
