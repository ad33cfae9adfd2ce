package dev.shoal.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.shoal.run.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonArgumentsTest {

    @ParameterizedTest
    @ValueSource(strings = {"5", "\"5\"", "5.0", "\" 5 \""})
    void whatCanOnlyMeanAnIntegerIsOne(String json) {
        assertThat(arguments(Tool.Type.INTEGER, json).integer("it")).contains(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.5", "\"five\"", "[5]", "true", "1e99", "99999999999", "\"\""})
    void whatIsNotAnIntegerIsRefused(String json) {
        assertThatThrownBy(() -> arguments(Tool.Type.INTEGER, json))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("\"it\" (integer)");
    }

    @Test
    void aStringMayBeGivenAsAnotherPlainValueButNotAsAnObject() {
        assertThat(arguments(Tool.Type.STRING, "5").string("it")).isEqualTo("5");
        assertThatThrownBy(() -> arguments(Tool.Type.STRING, "{}")).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "\"true\"", "\"True\""})
    void aBooleanMayBeQuoted(String json) {
        assertThat(arguments(Tool.Type.BOOLEAN, json).bool("it")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"a\"]", "\"a\"", "\"[\\\"a\\\"]\""})
    void aListMayComeAsOneStringOrAsJsonInOne(String json) {
        assertThat(arguments(Tool.Type.STRING_LIST, json).strings("it")).containsExactly("a");
    }

    @Test
    void nullIsAbsent() {
        Tool.Parameter optional = new Tool.Parameter("it", Tool.Type.STRING_LIST, "", false);
        JsonArguments arguments =
                JsonArguments.of(List.of(optional), parsed("{\"it\": null}").arguments());

        assertThat(arguments.strings("it")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "null", "{}", "\"{}\"", "\"\""})
    void nothingIsAnEmptyObject(String text) {
        assertThat(parsed(text)).satisfies(call -> assertThat(call.mistake()).isEmpty());
        assertThat(parsed(text).arguments()).isEmpty();
    }

    @Test
    void argumentsNestedWithoutEndAreAMistakeAndNoStackOverflow() {
        assertThat(parsed("{\"it\":" + "[".repeat(500_000)).mistake()).isPresent();
        assertThat(parsed("\"" + "\\\\\\\"".repeat(1000)).mistake()).isPresent();
    }

    @Test
    void lineBreaksThatWereNotEscapedAreUnderstood() {
        assertThat(parsed("{\"it\": \"a\nb\"}").arguments().get("it").textValue())
                .isEqualTo("a\nb");
    }

    private static JsonArguments arguments(Tool.Type type, String json) {
        return JsonArguments.of(
                List.of(Stage.required("it", type)), parsed("{\"it\": " + json + "}").arguments());
    }

    private static ToolCall parsed(String text) {
        return ToolCall.of(
                ToolExecutionRequest.builder().id("1").name("t").arguments(text).build(), "1");
    }
}
