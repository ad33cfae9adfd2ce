package dev.shoal.aws;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;

/// The function `sandbox` in this process, for a test of the whole application.
@Alternative
@Singleton
public class SandboxHere implements Invoker {

    private final PlayedFunction function;

    SandboxHere() throws IOException {
        function = new PlayedFunction(Files.createTempDirectory("shoal-sandbox-here-"));
    }

    @Override
    public byte[] invoke(byte[] payload, Duration longest) {
        CallRecorder.note("lambda:InvokeFunction SandboxFunction");
        return function.invoke(payload, longest);
    }
}
