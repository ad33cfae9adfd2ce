package dev.shoal.bench;

import java.nio.file.Path;

/// Something that can be measured. Tells on standard error how far it is.
interface Benchmark {

    String name();

    Report run(Setting setting) throws Exception;

    /// `root` is the checkout, `folder` scratch space that is removed afterwards. `quick`: a
    /// smaller version, to see that it works; its figures are not to be quoted.
    record Setting(Path root, Path folder, boolean quick) {

        int either(int full, int small) {
            return quick ? small : full;
        }
    }

    static void tell(String format, Object... arguments) {
        System.err.printf("  " + format + "%n", arguments);
    }
}
