package dev.shoal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The base clients of LangChain4j come without what a native executable has to know of them.
class NativeTest {
    private static final String LIST =
            "/META-INF/native-image/dev.shoal/shoal-models/reflect-config.json";

    @Test
    void everyWireClassOfTheClientsIsListedForReflection() throws Exception {
        Set<String> wire = new TreeSet<>();
        for (JavaClass found :
                new ClassFileImporter()
                        .importPackages(
                                "dev.langchain4j.model.openai.internal.chat",
                                "dev.langchain4j.model.openai.internal.shared",
                                "dev.langchain4j.model.anthropic.internal.api")) {
            wire.add(found.getName());
        }

        assertThat(wire).isNotEmpty().isSubsetOf(listed());
    }

    private static Set<String> listed() throws Exception {
        Set<String> names = new TreeSet<>();
        try (InputStream in = NativeTest.class.getResourceAsStream(LIST)) {
            for (JsonNode entry : new JsonMapper().readTree(in)) {
                names.add(entry.get("name").asText());
            }
        }
        return names;
    }
}
