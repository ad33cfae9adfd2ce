package dev.shoal.run;

import java.util.Optional;
import java.util.function.Supplier;

/// Secrets that are kept elsewhere and named by configuration. Port.
public interface Credentials {

    /// A way to the secret; empty if none is named. Asking for the way calls nobody, so a function
    /// that may not read a secret can still tell whether there is one.
    ///
    /// Going it calls the store once per process. It throws [Refused], which names the secret and
    /// the mend, if it can't be had, and [TransientFault] if trying again may help.
    Optional<Supplier<String>> of(Credential credential);
}
