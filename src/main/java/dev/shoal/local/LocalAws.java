package dev.shoal.local;

import java.net.URI;
import java.nio.file.Path;

/// The AWS services that Shoal uses, played by emulators inside this JVM.
public interface LocalAws extends AutoCloseable {

    URI dynamoDb();

    URI sqs();

    URI s3();

    /// Stops the servers and lets go of the files; what is on disk stays. Closing twice is
    /// harmless.
    @Override
    void close();

    /// Where the emulators keep what they are given.
    sealed interface Storage {
        /// Gone with the process, and some ten times faster: demo, tests, benchmarks.
        record InMemory() implements Storage {}

        /// Survives even SIGKILL. The folder must exist and belong to this process: see
        /// [DataFolder].
        record OnDisk(Path folder) implements Storage {}
    }

    /// Starts all three. The class is looked up by a name that is not a constant, because a native
    /// build follows constant names and would then ask for the emulators, which are not on its
    /// class path.
    static LocalAws start(Storage storage) {
        String name =
                System.getProperty("shoal.emulators", "dev.shoal.local.emulators.EmbeddedAws");
        try {
            return (LocalAws)
                    Class.forName(name).getMethod("start", Storage.class).invoke(null, storage);
        } catch (ReflectiveOperationException | NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "could not start the emulators of AWS with "
                            + storage
                            + "; are the jars of target/emulators on the class path?",
                    e);
        }
    }
}
