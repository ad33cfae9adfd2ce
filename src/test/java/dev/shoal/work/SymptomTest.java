package dev.shoal.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.agent.Workspace;
import dev.shoal.trunk.Depot;
import dev.shoal.trunk.RepoPath;
import dev.shoal.trunk.TreeId;
import dev.shoal.trunk.Trees;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SymptomTest {
    private static final List<String> FILES =
            List.of(
                    "Makefile",
                    "setup.py",
                    "src/a.c",
                    "src/main.rs",
                    "src/A.java",
                    "app/b.py",
                    "tests/test_b.py",
                    "web/c.ts",
                    "pkg/d.go");

    private final Depot depot =
            new Depot(new InMemoryRepository(new DfsRepositoryDescription("symptoms")));
    private final Workspace workspace = new Workspace(depot, tree());

    private TreeId tree() {
        TreeId tree = TreeId.EMPTY;
        for (String file : FILES) {
            tree = write(tree, file, "as it was");
        }
        return tree;
    }

    private TreeId write(TreeId tree, String file, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Trees(depot).write(tree, RepoPath.parse(file), bytes);
    }

    private Optional<Symptom> symptom(String output) {
        return Symptom.in(output, workspace);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "src/a.c:12:5: error: expected ';' before '}' token | src/a.c | error: expected ';' before '}' token",
                "/tmp/shoal-17/work/src/a.c:9:1: error: expected ';' | src/a.c | error: expected ';'",
                "./pkg/d.go:3:5: undefined: total2 | pkg/d.go | undefined: total2",
                "web/c.ts(3,5): error TS2304: Cannot find name 'x'. | web/c.ts | error TS2304: Cannot find name 'x'.",
                "[ERROR] /tmp/x/src/A.java:[3,5] ';' expected | src/A.java | ERROR] :[#] ';' expected",
                "FAILED tests/test_b.py::test_sum - assert 3 == 4 (0.12s) | tests/test_b.py | FAILED ::test_sum - assert # == # (#)",
                "at 2026-11-25T04:33:23.5Z src/a.c: fatal 0x7ffd12 | src/a.c | at # : fatal #",
            })
    void aLineWithAFileAndAFailureIsASymptom(String line, String file, String error) {
        assertThat(symptom("building\n" + line + "\nmore\n")).contains(new Symptom(file, error));
    }

    @Test
    void theFileMayStandAfterTheErrorOrBeforeIt() {
        assertThat(symptom("error[E0425]: cannot find value `y`\n  --> src/main.rs:3:5\n   |\n"))
                .contains(new Symptom("src/main.rs", "error[E0425]: cannot find value `y`"));
        assertThat(
                        symptom(
                                """
                                Traceback (most recent call last):
                                  File "/tmp/w/app/b.py", line 3
                                    x =
                                        ^
                                SyntaxError: invalid syntax
                                """))
                .contains(new Symptom("app/b.py", "SyntaxError: invalid syntax"));
    }

    @Test
    void whatDiffersFromRunToRunMakesNoDifference() {
        String one = "/tmp/a1/src/a.c:12:5: error: 3 of 7 failed after 0.31s at 0x7f00aa\n";
        String two =
                "\u001B[31m/tmp/b77/c/src/a.c:14:1: error: 4 of 7 failed after 12ms at 0x11\u001B[0m\n";

        assertThat(symptom(one)).isPresent().isEqualTo(symptom(two));
        assertThat(symptom(one).orElseThrow().fingerprint())
                .isNotEqualTo(new Symptom("src/a.c", "error: other").fingerprint());
    }

    @Test
    void whatTheAgentItselfChangedIsItsOwnAffair() {
        workspace.become(write(workspace.tree(), "src/a.c", "changed"));
        workspace.become(write(workspace.tree(), "src/new.c", "new"));

        assertThat(symptom("src/a.c:1: error: x\nsrc/new.c:2: error: y\n")).isEmpty();
        assertThat(symptom("src/a.c:1: error: x\npkg/d.go:3:5: undefined: z\n"))
                .map(Symptom::file)
                .contains("pkg/d.go");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "make: *** [Makefile:12: test] Error 1",
                "Makefile:3: warning: overriding recipe, unexpected",
                "sh: 1: rg: not found",
                "/usr/lib/python3/setup.py: error: broken",
                "ran src/a.c",
                "error: src/nothing-like-it.c",
                "error in ../../etc/passwd and .git/config and //",
            })
    void whatNamesNoFailureOrNoFileOfTheTreeIsNone(String output) {
        assertThat(symptom(output)).isEmpty();
    }

    @Test
    void aFloodOfOutputIsReadInPart() {
        String flood = ("x".repeat(300) + "/y.c error\n").repeat(20_000);

        assertThat(symptom("src/a.c: error: first\n" + flood)).isPresent();
        assertThat(symptom(flood + "src/a.c: error: last\n")).isEmpty();
    }
}
