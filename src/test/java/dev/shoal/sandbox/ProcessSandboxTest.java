package dev.shoal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.contracts.OwnDisk;
import dev.shoal.contracts.SandboxContract;
import dev.shoal.contracts.Scene;
import dev.shoal.run.RunId;
import dev.shoal.trunk.Depots;
import dev.shoal.trunk.TreeId;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessSandboxTest extends SandboxContract {

    @Override
    protected Bench bench() throws IOException {
        RunId run = new RunId("run-" + Scene.name());
        Depots depots = OwnDisk.depots(folder);
        ProcessSandbox sandbox = new ProcessSandbox(depots, OwnDisk.surroundings(folder));
        return new Bench(sandbox, run, depots.of(run), TreeId.EMPTY);
    }

    @Test
    void aReleasedScopeStartsAfresh() {
        TreeId tree = write(bench.start(), ".gitignore", "cache\n");
        assertThat(exited(tree, "echo kept > cache")).isEqualTo(tree);

        bench.sandbox().release(bench.run(), "scope");

        assertThat(exits(tree, "cat cache").code()).isNotZero();
    }
}
