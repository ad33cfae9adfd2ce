package dev.shoal.aws;

import dev.shoal.run.PermanentFault;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An item of the table, read and filled by type. An absent item has no attributes at all.
final class Item {

    static final Item NONE = new Item(Map.of());

    private final Map<String, AttributeValue> attributes;

    private Item(Map<String, AttributeValue> attributes) {
        this.attributes = attributes;
    }

    static Item at(Key key) {
        return new Item(new LinkedHashMap<>(key.attributes()));
    }

    static Item of(@Nullable Map<String, AttributeValue> attributes) {
        return new Item(attributes == null ? Map.of() : attributes);
    }

    Item put(String name, String text) {
        attributes.put(name, Values.text(text));
        return this;
    }

    Item put(String name, Optional<String> text) {
        text.ifPresent(value -> put(name, value));
        return this;
    }

    Item put(String name, long number) {
        attributes.put(name, Values.number(number));
        return this;
    }

    Item put(String name, List<String> texts) {
        attributes.put(name, AttributeValue.fromL(texts.stream().map(Values::text).toList()));
        return this;
    }

    boolean exists() {
        return !attributes.isEmpty();
    }

    boolean has(String name) {
        return attributes.containsKey(name);
    }

    boolean is(String name, String text) {
        return maybe(name).filter(text::equals).isPresent();
    }

    Key key() {
        return new Key(text("pk"), text("sk"));
    }

    String text(String name) {
        return attribute(name).s();
    }

    Optional<String> maybe(String name) {
        return Optional.ofNullable(attributes.get(name)).map(AttributeValue::s);
    }

    long number(String name) {
        return Long.parseLong(attribute(name).n());
    }

    /// 0 if it is absent.
    long count(String name) {
        return has(name) ? number(name) : 0;
    }

    int small(String name) {
        return Math.toIntExact(number(name));
    }

    Instant instant(String name) {
        return Values.instant(attribute(name));
    }

    List<String> texts(String name) {
        return attribute(name).l().stream().map(AttributeValue::s).toList();
    }

    /// Empty if it is absent.
    List<String> anyTexts(String name) {
        return has(name) ? texts(name) : List.of();
    }

    /// Empty if it is absent, for the table knows no empty sets.
    Set<String> set(String name) {
        return has(name) ? Set.copyOf(attribute(name).ss()) : Set.of();
    }

    private AttributeValue attribute(String name) {
        AttributeValue value = attributes.get(name);
        if (value == null) {
            throw new PermanentFault(
                    "no attribute %s in item %s %s"
                            .formatted(name, attributes.get("pk"), attributes.get("sk")),
                    null);
        }
        return value;
    }

    Map<String, AttributeValue> attributes() {
        return attributes;
    }
}
