package dev.shoal;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The rooms as rules. A failure means that a line stands in the wrong room, or that the rooms are
/// wrong: then change ARCHITECTURE.md and this together.
class ArchitectureTest {

    private static final JavaClasses SHOAL =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.shoal");

    /// What each room may know of the others. Nothing in here may name an adapter (aws, api,
    /// local); those may name all rooms but not each other, except that local, which starts
    /// everything, may name every room.
    private static final Map<String, Set<String>> MAY_USE =
            Map.ofEntries(
                    Map.entry("run", Set.of()),
                    Map.entry("trunk", Set.of("run")),
                    Map.entry("sandbox", Set.of("run", "trunk")),
                    Map.entry("agent", Set.of("run", "trunk")),
                    Map.entry("work", Set.of("run", "trunk", "agent", "sandbox")),
                    Map.entry("plan", Set.of("run", "trunk", "agent", "work")),
                    Map.entry("judge", Set.of("run", "trunk", "agent", "sandbox", "work", "plan")),
                    Map.entry("remote", Set.of("run", "trunk", "agent", "work", "plan", "judge")),
                    Map.entry("config", Set.of("run")),
                    Map.entry(
                            "aws",
                            Set.of(
                                    "run", "trunk", "sandbox", "agent", "work", "plan", "judge",
                                    "remote", "config")),
                    Map.entry(
                            "api",
                            Set.of(
                                    "run", "trunk", "agent", "work", "plan", "judge", "remote",
                                    "config")));

    /// Where the clock and the environment may be read; the sandbox times real processes and knows
    /// its PATH. Everything else is given a clock.
    private static final String[] OUTSIDE_WORLD = {
        "dev.shoal.local..", "dev.shoal.config..", "dev.shoal.aws..", "dev.shoal.sandbox.."
    };

    @TestFactory
    Stream<DynamicTest> aRoomUsesOnlyTheRoomsBelowIt() {
        return MAY_USE.keySet().stream()
                .sorted()
                .map(room -> DynamicTest.dynamicTest(room, () -> usesOnlyTheRoomsBelow(room)));
    }

    private static void usesOnlyTheRoomsBelow(String room) {
        String[] others =
                Stream.concat(MAY_USE.keySet().stream(), Stream.of("local"))
                        .filter(other -> !other.equals(room))
                        .filter(other -> !MAY_USE.getOrDefault(room, Set.of()).contains(other))
                        .map(ArchitectureTest::in)
                        .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(in(room))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .allowEmptyShould(true)
                .check(SHOAL);
    }

    @Test
    void everyClassLivesInARoom() {
        String[] rooms =
                Stream.concat(MAY_USE.keySet().stream(), Stream.of("local"))
                        .map(ArchitectureTest::in)
                        .toArray(String[]::new);
        noClasses().should().resideOutsideOfPackages(rooms).check(SHOAL);
    }

    @Test
    void roomsDoNotGoInCircles() {
        slices().matching("dev.shoal.(*)..").should().beFreeOfCycles().check(SHOAL);
    }

    @Test
    void onlyTheAgentKnowsLangChain4j() {
        staysIn("dev.langchain4j..", "agent");
    }

    @Test
    void onlyTrunkAndRemoteKnowJGit() {
        staysIn("org.eclipse.jgit..", "trunk", "remote");
    }

    @Test
    void onlyTheAdaptersOfAwsKnowItsSdkAndBedrockSinceLangChain4jWantsItsClient() {
        noClasses()
                .that()
                .resideOutsideOfPackage(in("aws"))
                .and()
                .haveNameNotMatching("dev\\.shoal\\.agent\\.Bedrock(\\$.*)?")
                .should()
                .dependOnClassesThat(resideInAnyPackage("software.amazon.."))
                .check(SHOAL);
    }

    /// `Deliveries` is what the handlers of queues have in common.
    @Test
    void onlyHandlersAndTheirLocalCallersKnowLambdaEvents() {
        noClasses()
                .that()
                .resideOutsideOfPackage(in("local"))
                .and()
                .haveSimpleNameNotEndingWith("Handler")
                .and()
                .doNotHaveSimpleName("Deliveries")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.amazonaws.services.lambda..")
                .allowEmptyShould(true)
                .check(SHOAL);
    }

    @Test
    void onlyTheEdgesReadTheClockOrTheEnvironment() {
        noClasses()
                .that()
                .resideOutsideOfPackages(OUTSIDE_WORLD)
                .should()
                .callMethodWhere(readsTheOutsideWorld())
                .check(SHOAL);
    }

    @Test
    void namesSayWhatAClassIsForAndNotThatItIsAClass() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Util|Utils|Helper|Service|Processor|Data|Info)")
                .check(SHOAL);
    }

    private static void staysIn(String library, String... rooms) {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        Stream.of(rooms).map(ArchitectureTest::in).toArray(String[]::new))
                .should()
                .dependOnClassesThat(resideInAnyPackage(library))
                .check(SHOAL);
    }

    private static DescribedPredicate<JavaAccess<?>> readsTheOutsideWorld() {
        return DescribedPredicate.describe(
                "reads the clock, the environment or randomness",
                access -> isOutsideWorld(access.getTargetOwner().getFullName(), access.getName()));
    }

    private static boolean isOutsideWorld(String owner, String method) {
        return switch (owner) {
            case "java.time.Clock" -> method.startsWith("system") || method.startsWith("tick");
            case "java.lang.System" ->
                    Set.of("getenv", "currentTimeMillis", "nanoTime").contains(method);
            case "java.util.UUID" -> method.equals("randomUUID");
            default -> owner.startsWith("java.time.") && method.equals("now");
        };
    }

    private static String in(String room) {
        return "dev.shoal." + room + "..";
    }
}
