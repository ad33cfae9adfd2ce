package dev.shoal.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.shoal.run.Cut;
import dev.shoal.run.Refused;
import jakarta.ws.rs.ClientErrorException;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the bodies of requests to the letter: no unknown or repeated fields, no text for a number
/// or number for a text, nothing after the end.
final class Bodies {
    private static final String BODY = "body";
    private static final int MOST_QUOTED = 200;

    private static final JsonMapper STRICT =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .withCoercionConfig(
                            LogicalType.Textual,
                            text ->
                                    text.setCoercion(
                                                    CoercionInputShape.Integer, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Float, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Boolean,
                                                    CoercionAction.Fail))
                    .build();

    private Bodies() {}

    /// Throws [Refused] naming the field, and [ClientErrorException] 413 if there is too much.
    static <T> T read(@Nullable InputStream body, Class<T> type) {
        try {
            byte[] bytes = body == null ? new byte[0] : body.readNBytes(Wire.MOST_BODY + 1);
            if (bytes.length > Wire.MOST_BODY) {
                throw new ClientErrorException(Wire.tooLarge().detail(), 413);
            }
            return parsed(bytes, type);
        } catch (JsonProcessingException e) {
            throw new Refused(field(e), detail(e));
        } catch (IOException e) {
            throw new Refused(BODY, "the body could not be read to its end");
        }
    }

    private static <T> T parsed(byte[] bytes, Class<T> type) throws IOException {
        T parsed = bytes.length == 0 ? null : STRICT.readValue(bytes, type);
        if (parsed == null) {
            throw new Refused(BODY, "the body must be a JSON object");
        }
        return parsed;
    }

    private static String field(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return BODY;
        }
        return mapping.getPath().stream()
                .map(Bodies::name)
                .map(name -> Cut.middle(name, MOST_QUOTED))
                .collect(Collectors.joining("."));
    }

    private static String name(Reference step) {
        return step.getFieldName() == null
                ? Integer.toString(step.getIndex())
                : step.getFieldName();
    }

    private static String detail(JsonProcessingException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown -> "there is no field " + field(unknown);
            case MismatchedInputException mismatch ->
                    field(mismatch) + " must be " + expected(mismatch.getTargetType());
            case JsonMappingException mapping
                    when mapping.getCause() instanceof InputCoercionException number ->
                    field(mapping) + " must be " + expected(number.getTargetType());
            default -> "not JSON: " + Cut.middle(e.getOriginalMessage(), MOST_QUOTED);
        };
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == String.class) {
            return "a text";
        }
        if (type == Double.class || type == double.class) {
            return "a number";
        }
        return type != null && (Number.class.isAssignableFrom(type) || type.isPrimitive())
                ? "a whole number that is not too large"
                : "a JSON object";
    }
}
