package dev.shoal.remote;

import dev.shoal.run.Cut;
import dev.shoal.run.Goal;
import dev.shoal.run.Refused;
import dev.shoal.run.ShoalException;
import dev.shoal.run.TransientFault;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.PackProtocolException;
import org.jspecify.annotations.Nullable;

/// Sorts what goes wrong with upstream into what its user has to mend ([Refused]) and what may pass
/// ([TransientFault]). JGit tells much of it by its messages only.
final class Faults {
    private static final int MOST = 500;

    private Faults() {}

    static ShoalException sorted(Goal.Source source, IOException e) {
        String message = Cut.middle(String.valueOf(e.getMessage()), MOST);
        if (isUnauthorised(message)) {
            return refused(
                    source,
                    "can't be used without a credential that it accepts (SHOAL_GIT_TOKEN, for https"
                            + " only)");
        }
        if (message.contains("not permitted")) {
            return refused(source, "does not permit that: " + message);
        }
        if (isNoRepository(e, message)) {
            return refused(source, "is not a git repository");
        }
        if (has(e, CorruptObjectException.class)) {
            return refused(source, "holds something that git forbids: " + message);
        }
        if (has(e, SSLException.class) || message.contains("SSL")) {
            return refused(source, "can't prove who it is: " + message);
        }
        return new TransientFault(
                "can't reach %s: %s".formatted(source.repository(), reason(e, message)), e);
    }

    private static boolean isUnauthorised(String message) {
        return Stream.of("not authorized", "Authentication is required", "uthentication not supp")
                .anyMatch(message::contains);
    }

    private static boolean isNoRepository(IOException e, String message) {
        return has(e, NoRemoteRepositoryException.class)
                || e instanceof NotSupportedException
                || has(e, PackProtocolException.class)
                || message.contains("invalid advertisement")
                || message.contains("received Content-Type");
    }

    private static String reason(IOException e, String message) {
        return has(e, UnknownHostException.class) ? "the host is unknown" : message;
    }

    private static boolean has(IOException e, Class<? extends Throwable> kind) {
        return causes(e).anyMatch(kind::isInstance);
    }

    private static Stream<Throwable> causes(@Nullable Throwable e) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause);
    }

    private static Refused refused(Goal.Source source, String what) {
        return new Refused(RemoteUrls.FIELD, "%s %s".formatted(source.repository(), what));
    }
}
