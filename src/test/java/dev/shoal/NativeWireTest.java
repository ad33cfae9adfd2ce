package dev.shoal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.qute.TemplateData;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A native executable knows by reflection only what it was told of: all that Jackson reads or
/// writes as an object, and all that prompts are rendered with. On the JVM nothing would tell that
/// an annotation is missing.
class NativeWireTest {

    private static final JavaClasses SHOAL =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.shoal");

    private static final Set<String> BINDING =
            Set.of("readValue", "treeToValue", "convertValue", "readerFor", "forType");

    private static final Pattern DECLARED = Pattern.compile("\\{@(dev\\.shoal\\.[\\w.$]+) it}");

    @Test
    void allThatTheApiAnswersWithIsRegistered() {
        Set<Class<?>> answers = new HashSet<>();
        SHOAL.stream()
                .filter(type -> type.isAnnotatedWith(Path.class))
                .flatMap(type -> Arrays.stream(type.reflect().getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getGenericReturnType)
                .forEach(type -> collect(type, answers));

        assertThat(answers).isNotEmpty();
        assertThat(names(answers)).isSubsetOf(names(registered()));
    }

    /// The command line and its rehearsals are never native.
    @Test
    void allThatJacksonReadsByClassIsRegistered() {
        Set<Class<?>> read = new HashSet<>();
        SHOAL.stream()
                .filter(type -> !type.getPackageName().startsWith("dev.shoal.local"))
                .filter(NativeWireTest::binds)
                .flatMap(type -> type.getReferencedClassObjects().stream())
                .map(reference -> reference.getRawType())
                .filter(type -> type.getPackageName().startsWith("dev.shoal"))
                .forEach(type -> collect(type.reflect(), read));

        assertThat(read).isNotEmpty();
        assertThat(names(read)).isSubsetOf(names(registered()));
    }

    private static boolean binds(JavaClass type) {
        return type.getMethodCallsFromSelf().stream().anyMatch(NativeWireTest::binds);
    }

    private static boolean binds(JavaMethodCall call) {
        return call.getTargetOwner().isAssignableTo(ObjectMapper.class)
                && BINDING.contains(call.getName());
    }

    @Test
    void eachPermittedClassOfARegisteredSealedTypeIsRegistered() {
        Set<Class<?>> permitted = new HashSet<>();
        registered().stream()
                .filter(Class::isSealed)
                .flatMap(type -> Arrays.stream(type.getPermittedSubclasses()))
                .forEach(permitted::add);

        assertThat(names(permitted)).isSubsetOf(names(registered()));
    }

    @Test
    void allThatPromptsAreRenderedWithHasItsResolvers() throws Exception {
        List<String> declared = new ArrayList<>();
        try (Stream<java.nio.file.Path> prompts =
                Files.list(java.nio.file.Path.of("src/main/resources/prompts"))) {
            prompts.map(NativeWireTest::text)
                    .map(DECLARED::matcher)
                    .filter(Matcher::find)
                    .forEach(match -> declared.add(match.group(1)));
        }

        assertThat(declared).hasSizeGreaterThan(5);
        for (String name : declared) {
            assertThat(Class.forName(name).getAnnotation(TemplateData.class)).as(name).isNotNull();
        }
    }

    private static String text(java.nio.file.Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The types of ours that a type consists of, itself included.
    private static void collect(Type type, Set<Class<?>> found) {
        switch (type) {
            case ParameterizedType generic -> {
                collect(generic.getRawType(), found);
                Arrays.stream(generic.getActualTypeArguments()).forEach(t -> collect(t, found));
            }
            case Class<?> ours when ours.getName().startsWith("dev.shoal") && found.add(ours) -> {
                if (ours.isRecord()) {
                    Arrays.stream(ours.getRecordComponents())
                            .map(RecordComponent::getGenericType)
                            .forEach(t -> collect(t, found));
                }
                if (ours.isSealed()) {
                    Arrays.stream(ours.getPermittedSubclasses()).forEach(t -> collect(t, found));
                }
            }
            default -> {}
        }
    }

    private static Set<Class<?>> registered() {
        Set<Class<?>> all = new HashSet<>();
        for (JavaClass type : SHOAL) {
            type.tryGetAnnotationOfType(RegisterForReflection.class)
                    .ifPresent(
                            r -> {
                                all.addAll(List.of(r.targets()));
                                if (r.targets().length == 0) {
                                    all.add(type.reflect());
                                }
                            });
        }
        return all;
    }

    private static Set<String> names(Set<Class<?>> types) {
        Set<String> names = new TreeSet<>();
        types.forEach(type -> names.add(type.getName()));
        return names;
    }
}
