package dev.shoal.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreensTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void linesArePrintedOnlyWhenSomethingChanged() {
        Screen screen = new LineScreen(out);
        screen.show(List.of(), RunStatusMother.running(), Duration.ofSeconds(1));
        screen.show(List.of(), RunStatusMother.running(), Duration.ofSeconds(2));
        screen.show(
                List.of("landed    c1.1-1 One"), RunStatusMother.complete(), Duration.ofSeconds(3));

        assertThat(written().lines()).hasSize(3);
        assertThat(written())
                .contains("0:03  landed    c1.1-1 One")
                .doesNotContain("\u001b", "0:02");
    }

    @Test
    void aBlockIsRedrawnWhereItStood() {
        Screen screen = new LiveScreen(out, Palette.PLAIN, () -> 80);
        screen.show(List.of(), RunStatusMother.running(), Duration.ofSeconds(1));
        int height = (int) written().lines().count();
        bytes.reset();
        screen.show(
                List.of("landed    c1.1-1 One"), RunStatusMother.running(), Duration.ofSeconds(2));

        assertThat(written())
                .startsWith("\u001b[" + height + "A\r\u001b[J0:02  landed    c1.1-1 One\n");
    }

    @Test
    void withoutColoursNothingIsColoured() {
        Screen screen = new LiveScreen(out, Palette.PLAIN, () -> 80);
        screen.show(
                List.of("failed    c1.1-1 One"), RunStatusMother.running(), Duration.ofSeconds(1));

        assertThat(written()).doesNotContain("\u001b[3", "\u001b[1m", "\u001b[2m");
    }

    @Test
    void whatModelsWriteCannotMoveTheCursor() {
        Screen screen = new LiveScreen(out, Palette.PLAIN, () -> 80);
        screen.show(
                List.of("landed    x\u001b[2J\r\ny"),
                RunStatusMother.running(),
                Duration.ofSeconds(1));

        assertThat(written()).doesNotContain("\u001b[2J", "\r");
    }

    @Test
    void aNoteIsShownOnce() {
        Screen screen = new LiveScreen(out, Palette.PLAIN, () -> 80);
        screen.show(List.of(), RunStatusMother.running(), Duration.ofSeconds(1));
        screen.note("waiting: nobody answers");
        bytes.reset();
        screen.note("waiting: nobody answers");

        assertThat(written()).isEmpty();
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
