package dev.shoal.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// What `target/function.zip` was built for.
public sealed interface FunctionZip {

    /// A native executable for this processor, in Lambda's words: `arm64` or `x86_64`.
    record Native(String architecture) implements FunctionZip {}

    /// Classes, for any processor.
    record Jvm() implements FunctionZip {}

    /// Nothing that Lambda could run; `why` is a sentence.
    record Unusable(String why) implements FunctionZip {}

    /// Lambda's limit for what is uploaded directly or from a bucket, unpacked.
    long MOST_UNPACKED = 250L << 20;

    /// The start of an ELF file up to the field that names the machine (ELF specification,
    /// `e_machine`).
    int HEADER = 20;

    static FunctionZip read(Path file) {
        if (!Files.isRegularFile(file)) {
            return new Unusable("there is no " + file + ": make native, or make package");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            long unpacked = zip.stream().mapToLong(ZipEntry::getSize).sum();
            if (unpacked > MOST_UNPACKED) {
                return new Unusable("it unpacks to more than the 250 MB that Lambda takes");
            }
            ZipEntry bootstrap = zip.getEntry("bootstrap");
            if (bootstrap == null) {
                return zip.stream().anyMatch(entry -> entry.getName().endsWith(".jar"))
                        ? new Jvm()
                        : new Unusable("it holds neither a bootstrap nor jars: build it again");
            }
            try (InputStream in = zip.getInputStream(bootstrap)) {
                return executable(in.readNBytes(HEADER));
            }
        } catch (IOException e) {
            return new Unusable("it can't be read (" + e.getMessage() + "): build it again");
        }
    }

    private static FunctionZip executable(byte[] header) {
        if (header.length >= 2 && header[0] == '#' && header[1] == '!') {
            return new Jvm();
        }
        if (header.length < HEADER || header[0] != 0x7f || header[1] != 'E') {
            return new Unusable(
                    "its bootstrap is no Linux executable: build on Linux or in a container");
        }
        int machine =
                ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getShort(HEADER - 2)
                        & 0xffff;
        return switch (machine) {
            case 0xb7 -> new Native("arm64");
            case 0x3e -> new Native("x86_64");
            default ->
                    new Unusable(
                            "its bootstrap is for a processor that Lambda has not (ELF machine %d)"
                                    .formatted(machine));
        };
    }
}
