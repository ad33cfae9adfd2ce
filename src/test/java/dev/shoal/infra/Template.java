package dev.shoal.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// A CloudFormation template as JSON: the short forms of its functions (`!Ref x`) are written out
/// as the long ones (`{"Ref": "x"}`).
public record Template(JsonNode root) {

    private static final Path MAIN = Path.of("template.yaml");

    public static Template main() {
        return at(MAIN);
    }

    static Template at(Path file) {
        try {
            var loader = new org.yaml.snakeyaml.Yaml(new Functions());
            Object read = loader.load(Files.readString(file));
            return new Template(new ObjectMapper().valueToTree(read));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file, e);
        }
    }

    public JsonNode resource(String id) {
        return root.path("Resources").path(id);
    }

    public JsonNode properties(String id) {
        return resource(id).path("Properties");
    }

    /// The environment of a function, with what all functions have.
    public JsonNode environment(String function) {
        var all = new ObjectMapper().createObjectNode();
        all.setAll(variables(root.path("Globals").path("Function")));
        all.setAll(variables(properties(function)));
        return all;
    }

    private static Map<String, JsonNode> variables(JsonNode function) {
        Map<String, JsonNode> variables = new LinkedHashMap<>();
        function.path("Environment")
                .path("Variables")
                .properties()
                .forEach(v -> variables.put(v.getKey(), v.getValue()));
        return variables;
    }

    Set<String> names(String section) {
        Set<String> names = new TreeSet<>();
        root.path(section).fieldNames().forEachRemaining(names::add);
        return names;
    }

    /// Resources of one type, in the order of the file.
    public List<String> resourcesOfType(String type) {
        return root.path("Resources").properties().stream()
                .filter(r -> r.getValue().path("Type").asText().equals(type))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static final class Functions extends SafeConstructor {

        Functions() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new Function());
        }

        private final class Function extends AbstractConstruct {
            @Override
            public Object construct(Node node) {
                String name = node.getTag().getValue().substring(1);
                Object value =
                        switch (node) {
                            case ScalarNode scalar -> constructScalar(scalar);
                            case SequenceNode sequence -> constructSequence(sequence);
                            case MappingNode mapping -> constructMapping(mapping);
                            default -> throw new IllegalArgumentException("not a value: " + node);
                        };
                return Map.of(longForm(name), value);
            }
        }

        private static String longForm(String name) {
            return name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
        }
    }
}
