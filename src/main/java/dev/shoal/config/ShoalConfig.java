package dev.shoal.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Each is an environment variable too: `shoal.git-token` is `SHOAL_GIT_TOKEN`. A blank value
/// counts as unset.
@ConfigMapping(prefix = "shoal")
public interface ShoalConfig {

    /// How many workers local mode runs at once.
    @WithDefault("8")
    int workers();

    /// The deadline of one local invocation.
    @WithDefault("PT15M")
    Duration invocation();

    /// How often local mode looks for what got stuck.
    @WithDefault("PT1M")
    Duration sweep();

    Models models();

    /// Whether this is local mode: `file:` and loopback repositories are allowed then.
    @WithDefault("false")
    boolean localMode();

    /// Where git objects are kept that can be fetched again; a temporary folder if absent.
    Optional<Path> scratch();

    /// The credential for https repositories, in local mode.
    Optional<String> gitToken();

    /// Without it the server binds loopback only; with it each request must bear it.
    Optional<String> token();

    /// Where the AWS adapters find their things. Local mode creates them under the default names.
    Aws aws();

    /// ARNs of secrets of Secrets Manager, on AWS.
    Secrets secrets();

    Rehearsal rehearsal();

    /// Known only once the endpoint listens, hence looked up anew by who needs it.
    interface Rehearsal {
        Optional<String> baseUrl();
    }

    interface Secrets {
        Optional<String> openai();

        Optional<String> anthropic();

        Optional<String> git();
    }

    /// `provider/model` for runs that do not name their own.
    interface Models {
        Optional<String> planner();

        Optional<String> worker();

        Optional<String> judge();
    }

    interface Aws {
        @WithDefault("shoal")
        String table();

        @WithDefault("shoal")
        String bucket();

        /// Queues are named `<prefix>-plan`, `-work`, `-judge`, `-remote`.
        @WithDefault("shoal")
        String queuePrefix();

        /// The function that runs commands, by name or ARN; without it they are processes here.
        Optional<String> sandboxFunction();

        /// Whether to print metrics for CloudWatch on standard output.
        @WithDefault("false")
        boolean metrics();

        /// Whether to create all of them at start: so in local mode; on AWS the template does.
        @WithDefault("false")
        boolean create();
    }
}
