package dev.shoal.trunk;

import java.io.File;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/// The settings of git for this process, in place of those of the machine and of the user who
/// started it, whose proxies, headers and aliases are for their own git.
///
/// Packs are written without looking for deltas: those that there are get reused, and finding more
/// took minutes for 300 MB. Nobody's repository is collected as garbage because we pushed to it.
final class OwnSettings extends SystemReader.Delegate {
    private OwnSettings() {
        super(SystemReader.getInstance());
    }

    static void install() {
        if (!(SystemReader.getInstance() instanceof OwnSettings)) {
            SystemReader.setInstance(new OwnSettings());
            boundCache();
        }
    }

    /// Bounds what git keeps in memory, whatever the size of the packs. Once, for it empties the
    /// cache of all.
    private static void boundCache() {
        WindowCacheConfig config = new WindowCacheConfig();
        config.setPackedGitLimit(64L << 20);
        config.setPackedGitOpenFiles(512);
        config.setStreamFileThreshold(20 << 20);
        config.install();
    }

    @Override
    public StoredConfig getUserConfig() {
        return settings(null, FS.DETECTED);
    }

    @Override
    public StoredConfig getSystemConfig() {
        return new InMemory(null, FS.DETECTED);
    }

    @Override
    public StoredConfig getJGitConfig() {
        return new InMemory(null, FS.DETECTED);
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
        return settings(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
        return new InMemory(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
        return new InMemory(parent, fs);
    }

    private static FileBasedConfig settings(@Nullable Config parent, FS fs) {
        FileBasedConfig settings = new InMemory(parent, fs);
        settings.setBoolean("pack", null, "deltacompression", false);
        settings.setBoolean("receive", null, "autogc", false);
        return settings;
    }

    /// No file is behind it.
    private static final class InMemory extends FileBasedConfig {
        InMemory(@Nullable Config parent, FS fs) {
            super(parent, new File("no-such-file"), fs);
        }

        @Override
        public void load() {}

        @Override
        public void save() {}

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
