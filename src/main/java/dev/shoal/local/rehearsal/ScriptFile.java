package dev.shoal.local.rehearsal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.shoal.local.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads a script, with what it takes from files beside it.
public final class ScriptFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    private ScriptFile(Path folder) {
        this.folder = folder;
    }

    /// Throws [Refusal], naming what is wrong, if it can't be read.
    public static Script read(Path file) {
        try {
            JsonNode tree = JSON.readTree(Files.readString(file));
            Path folder = file.toAbsolutePath().resolveSibling("rehearsal").normalize();
            return JSON.treeToValue(new ScriptFile(folder).filledIn(tree), Script.class);
        } catch (JsonProcessingException e) {
            throw new Refusal(file + " is not a script: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new Refusal("can't read the script " + file + ": " + e, e);
        }
    }

    private JsonNode filledIn(JsonNode node) throws IOException {
        switch (node) {
            case ObjectNode object -> {
                for (var field : object.properties()) {
                    field.setValue(filledIn(field.getValue()));
                }
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, filledIn(array.get(i)));
                }
            }
            case TextNode text when text.textValue().startsWith("@") -> {
                return new TextNode(content(text.textValue().substring(1)));
            }
            default -> {}
        }
        return node;
    }

    private String content(String name) throws IOException {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder)) {
            throw new Refusal("a script only takes files beside it, not " + name);
        }
        return Files.readString(file);
    }
}
