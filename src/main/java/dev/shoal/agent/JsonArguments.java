package dev.shoal.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shoal.run.Refused;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Arguments out of JSON. A value that can only mean one thing is taken as that (`"5"` for an
/// integer, a string for a list of one); anything else is refused.
final class JsonArguments implements Arguments {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_NUMBER = 20;
    private final Map<String, Object> values;

    private JsonArguments(Map<String, Object> values) {
        this.values = values;
    }

    /// Throws [Refused], naming the argument, if one is missing or has another type.
    static JsonArguments of(List<Tool.Parameter> parameters, ObjectNode given) {
        Map<String, Object> values = new HashMap<>();
        for (Tool.Parameter parameter : parameters) {
            JsonNode value = given.get(parameter.name());
            if (value != null && !value.isNull()) {
                values.put(parameter.name(), converted(parameter, value));
            } else if (parameter.required()) {
                throw new Refused(
                        parameter.name(), "the argument " + described(parameter) + " is missing");
            }
        }
        return new JsonArguments(values);
    }

    @Override
    public String string(String name) {
        return required(name, String.class);
    }

    @Override
    public Optional<String> optionalString(String name) {
        return find(name, String.class);
    }

    @Override
    public Optional<Integer> integer(String name) {
        return find(name, Integer.class);
    }

    @Override
    public boolean bool(String name) {
        return required(name, Boolean.class);
    }

    @Override
    public List<String> strings(String name) {
        return find(name, List.class).stream()
                .flatMap(list -> ((List<?>) list).stream())
                .map(String.class::cast)
                .toList();
    }

    private <T> T required(String name, Class<T> type) {
        return find(name, type)
                .orElseThrow(() -> new Refused(name, "the argument \"" + name + "\" is missing"));
    }

    private <T> Optional<T> find(String name, Class<T> type) {
        return Optional.ofNullable(values.get(name)).filter(type::isInstance).map(type::cast);
    }

    private static Object converted(Tool.Parameter parameter, JsonNode value) {
        Optional<? extends Object> converted =
                switch (parameter.type()) {
                    case STRING -> string(value);
                    case INTEGER -> integer(value);
                    case BOOLEAN -> bool(value);
                    case STRING_LIST -> strings(value);
                };
        if (converted.isEmpty()) {
            throw new Refused(
                    parameter.name(), "the argument " + described(parameter) + " has another type");
        }
        return converted.get();
    }

    private static Optional<String> string(JsonNode value) {
        return value.isValueNode() ? Optional.of(value.asText()) : Optional.empty();
    }

    private static Optional<Integer> integer(JsonNode value) {
        try {
            return string(value)
                    .filter(text -> text.length() <= LONGEST_NUMBER)
                    .map(text -> new BigDecimal(text.strip()).intValueExact());
        } catch (NumberFormatException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> bool(JsonNode value) {
        return string(value)
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .filter(text -> text.equals("true") || text.equals("false"))
                .map(Boolean::valueOf);
    }

    private static Optional<List<String>> strings(JsonNode value) {
        JsonNode list = value.isTextual() ? listIn(value.textValue()) : value;
        if (!list.isArray()) {
            return string(list).map(List::of);
        }
        List<String> strings = new ArrayList<>();
        for (JsonNode element : list) {
            string(element).ifPresent(strings::add);
        }
        return strings.size() == list.size() ? Optional.of(strings) : Optional.empty();
    }

    /// Some models send a list as a string of JSON.
    private static JsonNode listIn(String text) {
        try {
            JsonNode node = text.stripLeading().startsWith("[") ? JSON.readTree(text) : null;
            return node != null && node.isArray() ? node : JSON.getNodeFactory().textNode(text);
        } catch (JsonProcessingException e) {
            return JSON.getNodeFactory().textNode(text);
        }
    }

    private static String described(Tool.Parameter parameter) {
        return "\"%s\" (%s)".formatted(parameter.name(), label(parameter.type()));
    }

    private static String label(Tool.Type type) {
        return switch (type) {
            case STRING -> "string";
            case INTEGER -> "integer";
            case BOOLEAN -> "boolean";
            case STRING_LIST -> "list of strings";
        };
    }
}
