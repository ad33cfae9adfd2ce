package dev.shoal.local;

import dev.shoal.local.cli.ShoalCommand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/// Where the process begins: on Lambda straight into the poll loop, elsewhere the command line,
/// which starts the application only for those commands that need it.
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... args) {
        if (System.getenv("AWS_LAMBDA_RUNTIME_API") != null) {
            Quarkus.run(args);
        } else {
            System.exit(ShoalCommand.execute(args));
        }
    }
}
