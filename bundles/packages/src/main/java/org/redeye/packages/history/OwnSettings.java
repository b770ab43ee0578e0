package org.redeye.packages.history;

import java.io.File;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * What JGit takes from the machine around it: nothing. Neither the settings of whoever runs the monitor, nor those of the
 * system, for which it would start git; it keeps no file in a home directory either. What a repository itself says counts.
 */
final class OwnSettings extends SystemReader.Delegate {

    private static boolean installed;

    private OwnSettings(SystemReader system) {
        super(system);
    }

    /** Makes JGit use it; this bundle is the only one that uses JGit. */
    static synchronized void install() {
        if (!installed) {
            SystemReader.setInstance(new OwnSettings(SystemReader.getInstance()));
            installed = true;
        }
    }

    @Override
    public @Nullable String getenv(String variable) {
        return variable.startsWith("GIT_") ? null : super.getenv(variable);
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
        var config = new Fixed(parent, fs);
        config.setBoolean("core", null, "fsyncObjectFiles", true);
        config.setBoolean("core", null, "fsyncRefFiles", true);
        return config;
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
        return new Fixed(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
        return new Fixed(parent, fs);
    }

    /** Settings that are in no file. */
    private static final class Fixed extends FileBasedConfig {

        /** That of the coarsest file system in use, FAT. */
        private static final long RESOLUTION_SECONDS = 2;

        Fixed(@Nullable Config parent, FS fs) {
            super(parent, new File("no-file"), fs);
        }

        /** How exact a file system's times are JGit would measure for seconds, with files that it makes beside ours. */
        @Override
        public long getTimeUnit(
                String section, @Nullable String subsection, String name, long defaultValue, TimeUnit unit) {
            return section.equals("filesystem")
                    ? unit.convert(RESOLUTION_SECONDS, TimeUnit.SECONDS)
                    : super.getTimeUnit(section, subsection, name, defaultValue, unit);
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
