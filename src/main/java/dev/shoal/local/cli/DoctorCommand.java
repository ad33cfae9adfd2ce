package dev.shoal.local.cli;

import dev.shoal.aws.Finding;
import dev.shoal.aws.StackChecks;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description =
                "Says what is wrong and how to mend it: with --api in your AWS account, with --local on this machine.")
final class DoctorCommand implements Callable<Integer> {

    @Option(
            names = "--api",
            paramLabel = "URL",
            description = "the API of a stack (output ApiUrl); looks at the stack too")
    private Optional<URI> api = Optional.empty();

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            defaultValue = "shoal",
            description = "the stack behind the API (default: ${DEFAULT-VALUE})")
    private String stack = "shoal";

    @Option(names = "--local", description = "look at this machine, for local mode")
    private boolean local;

    @Option(
            names = "--repo",
            paramLabel = "URL",
            description = "a repository that must be reachable, with SHOAL_GIT_TOKEN if it is set")
    private Optional<String> repository = Optional.empty();

    @Option(
            names = "--call",
            description =
                    "ask each model for a word, to see whether its key has quota; costs a few tokens")
    private boolean call;

    @Option(
            names = "--zip",
            paramLabel = "FILE",
            description = "what is to be deployed; its processor must be the template's")
    private Optional<Path> zip = Optional.empty();

    @Option(
            names = "--deploy",
            hidden = true,
            defaultValue = "",
            description = "the arguments of the deployment that the zip is for")
    private String deployment = "";

    @Override
    public Integer call() {
        List<Finding> findings = new ArrayList<>();
        zip.ifPresent(file -> findings.add(new ZipCheck(file, deployment).finding()));
        api.ifPresent(
                server -> {
                    findings.add(ApiCheck.of(server));
                    findings.addAll(StackChecks.look(stack));
                });
        if (local || (api.isEmpty() && zip.isEmpty())) {
            findings.addAll(new MachineChecks(System.getenv()).findings());
        }
        ModelChecks models = new ModelChecks(System.getenv());
        if (call || local) {
            findings.addAll(models.findings(call));
        }
        repository.ifPresent(url -> findings.add(MachineChecks.repository(url, System.getenv())));
        findings.forEach(finding -> System.out.println(line(finding)));
        return findings.stream().anyMatch(Finding.Wrong.class::isInstance) ? 1 : 0;
    }

    static String line(Finding finding) {
        return switch (finding) {
            case Finding.Fine(String what) -> "ok     " + what;
            case Finding.Wrong(String what, String mend) ->
                    "WRONG  " + what + System.lineSeparator() + "       mend: " + mend;
            case Finding.Unseen(String what, String why) ->
                    "?      " + what + " was not looked at: " + why;
        };
    }
}
