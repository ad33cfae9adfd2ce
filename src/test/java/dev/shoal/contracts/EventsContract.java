package dev.shoal.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.run.Event;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class EventsContract {

    private Scene scene;

    protected abstract Stores stores();

    @BeforeEach
    void nothingHappened() {
        scene = new Scene(stores());
    }

    @Test
    void whatHappenedComesInOrder() {
        for (int i = 0; i < 30; i++) {
            append("n" + i);
        }

        assertThat(after(Optional.empty(), 100))
                .extracting(Event::text)
                .containsExactlyElementsOf(IntStream.range(0, 30).mapToObj(i -> "n" + i).toList());
        assertThat(after(Optional.empty(), 100))
                .extracting(Event::id)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(after(Optional.empty(), 1).getFirst())
                .satisfies(
                        event -> {
                            assertThat(event.at()).isEqualTo(scene.stores.clock().instant());
                            assertThat(event.kind()).isEqualTo("note");
                            assertThat(event.subject()).isEqualTo("c1.1");
                        });
    }

    @Test
    void aReaderGoesOnAfterWhatItHasSeen() {
        append("a");
        append("b");
        append("c");
        Event first = after(Optional.empty(), 1).getFirst();

        assertThat(after(Optional.of(first.id()), 1)).extracting(Event::text).containsExactly("b");
        assertThat(after(Optional.of(first.id()), 9))
                .extracting(Event::text)
                .containsExactly("b", "c");
        assertThat(after(Optional.of(after(Optional.empty(), 9).getLast().id()), 9)).isEmpty();
    }

    @Test
    void anotherRunsEventsAreNotSeen() {
        append("a");

        assertThat(scene.stores.events().after(new Scene(scene.stores).run, Optional.empty(), 9))
                .isEmpty();
    }

    @Test
    void longTextsAreShortened() {
        append("x".repeat(1_000_000));

        assertThat(after(Optional.empty(), 1).getFirst().text())
                .hasSizeBetween(100, 2_000)
                .contains("left out");
    }

    private void append(String text) {
        scene.stores.events().append(scene.run, "note", "c1.1", text);
    }

    private List<Event> after(Optional<String> id, int limit) {
        return scene.stores.events().after(scene.run, id, limit);
    }
}
