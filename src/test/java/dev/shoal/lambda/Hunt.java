package dev.shoal.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/// A command that looks for credentials wherever it can: its environment, and that of each process
/// it can see.
final class Hunt {

    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    /// On Lambda each function has a machine of its own. Here only root can hide the others of the
    /// same user, so without root the hunt keeps to the function itself and those who started it.
    private static final String PROCESSES =
            ROOT
                    ? "for p in /proc/[0-9]*; do tr '\\0' '\\n' <$p/environ; done"
                    : "p=$$; while [ $p -gt 1 ]; do tr '\\0' '\\n' </proc/$p/environ;"
                            + " p=$(sed -n 's/^PPid:[^0-9]*//p' /proc/$p/status); done";

    static final String COMMAND = "echo HUNT; env; { " + PROCESSES + "; } 2>/dev/null; echo OVER";

    private Hunt() {}

    /// `transcript` is that of the task whose worker hunted.
    static void foundNothing(String transcript, List<String> functions) {
        assertThat(transcript).contains("HUNT", "OVER", "PATH=");
        for (String function : functions) {
            assertThat(transcript).doesNotContain(Instance.secretOf(function));
        }
        assertThat(transcript).doesNotContain("SHOAL_SECRETS", "API_KEY");
        if (ROOT) {
            assertThat(transcript).doesNotContain("AWS_", "RUNTIME_API");
        }
    }
}
