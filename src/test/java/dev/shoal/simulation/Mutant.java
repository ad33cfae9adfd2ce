package dev.shoal.simulation;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.eclipse.jgit.util.SystemReader;

/// A bug planted into the sources of the real code, or of the adapters in memory where the rule is
/// theirs: in each of the edits, a text that stands in a file exactly once is replaced. The code
/// itself knows nothing of it.
record Mutant(String name, List<Edit> edits) {
    private static final Path MAIN = Path.of("src/main/java/dev/shoal");
    private static final Path MEMORY = Path.of("src/test/java/dev/shoal/memory");

    /// `file` such as `work/Leg.java`, or `memory/Shelf.java`.
    record Edit(String file, String old, String now) {
        Path source() {
            return file.startsWith("memory/")
                    ? MEMORY.resolve(file.substring("memory/".length()))
                    : MAIN.resolve(file);
        }
    }

    static Mutant of(String name, String file, String old, String now) {
        return new Mutant(name, List.of(new Edit(file, old, now)));
    }

    Mutant and(String file, String old, String now) {
        List<Edit> all = new ArrayList<>(edits);
        all.add(new Edit(file, old, now));
        return new Mutant(name, all);
    }

    /// Whether and how the bug was caught. `seeds` is how many it took, 0 if all were in vain.
    record Catch(String bug, long seeds, String seen) {
        private static final int LONGEST = 120;

        static Catch of(String bug, String told) {
            int tab = told.indexOf('\t');
            if (tab < 0) {
                return new Catch(bug, 0, "");
            }
            String first = told.substring(tab + 1).lines().findFirst().orElse("");
            String name = Violation.class.getName() + ": ";
            String why = first.startsWith(name) ? first.substring(name.length()) : first;
            return new Catch(
                    bug,
                    Long.parseLong(told.substring(0, tab)),
                    why.substring(0, Math.min(LONGEST, why.length())));
        }

        boolean isCaught() {
            return seeds > 0;
        }

        String csv() {
            return "%s,%s,\"%s\""
                    .formatted(bug, isCaught() ? seeds : "", seen.replace("\"", "\"\""));
        }
    }

    /// Plays seeds from 1 on in a world of its own in which this bug is, until one fails, up to
    /// `most`. One hunt at a time: what a world sets for the whole process is put back.
    Catch hunt(long most, Path work) throws IOException, ReflectiveOperationException {
        Path classes = Files.createTempDirectory(work, "mutant");
        for (Edit edit : edits) {
            compile(edit, classes);
        }
        Method hunt =
                new OwnWorld(classes)
                        .loadClass(Seeds.class.getName())
                        .getDeclaredMethod("hunt", long.class);
        hunt.setAccessible(true);
        SystemReader before = SystemReader.getInstance();
        try {
            return Catch.of(name, (String) hunt.invoke(null, most));
        } finally {
            SystemReader.setInstance(before);
        }
    }

    private void compile(Edit edit, Path classes) throws IOException {
        Path mutated = classes.resolve("sources").resolve(edit.source().getFileName());
        Files.createDirectories(mutated.getParent());
        Files.writeString(mutated, changed(edit));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiles =
                    compiler.getTask(
                                    said,
                                    files,
                                    null,
                                    List.of(
                                            "-proc:none",
                                            "-parameters",
                                            "-nowarn",
                                            "-d",
                                            classes.toString(),
                                            "-cp",
                                            classes + ":" + System.getProperty("java.class.path")),
                                    null,
                                    files.getJavaFileObjects(mutated))
                            .call();
            if (!compiles) {
                throw new AssertionError("'%s' does not compile: %s".formatted(name, said));
            }
        }
    }

    /// The source with the bug. Fails if the code has moved from under it.
    String changed(Edit edit) throws IOException {
        String source = Files.readString(edit.source());
        int at = source.indexOf(edit.old());
        if (at < 0 || source.indexOf(edit.old(), at + 1) >= 0) {
            throw new AssertionError(
                    "'%s': this has to stand in %s exactly once; if the code has changed, let the planted bug follow it:%n%s"
                            .formatted(name, edit.file(), edit.old()));
        }
        return source.replace(edit.old(), edit.now());
    }

    /// All of Shoal anew, with the mutated classes in place of the real ones.
    private static final class OwnWorld extends ClassLoader {
        private final Path classes;

        OwnWorld(Path classes) {
            super(OwnWorld.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                return name.startsWith("dev.shoal.")
                        ? defined(name)
                        : super.loadClass(name, resolve);
            }
        }

        private Class<?> defined(String name) throws ClassNotFoundException {
            String file = name.replace('.', '/') + ".class";
            Path mutated = classes.resolve(file);
            try (var real = getParent().getResourceAsStream(file)) {
                if (real == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes =
                        Files.exists(mutated) ? Files.readAllBytes(mutated) : real.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
