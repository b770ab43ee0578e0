package org.redeye.registry;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginState;
import org.redeye.api.schema.Schema;
import org.redeye.registry.Picture.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders into which people drop plugins: {@code deploy/} of the distribution and of the data. The framework passes
 * over a jar that is no bundle with a line in the log at most; here it becomes a plugin that FAILED, for as long as the
 * file lies there. Names, sizes and times are looked at on each poll; a file is opened once it has not changed for one,
 * so that one that is being copied is left in peace.
 */
final class DeployFolders {
    private static final Logger LOG = LoggerFactory.getLogger(DeployFolders.class);
    private static final String KIND = "file";
    private static final int MOST = 1_000;
    /** A sound bundle that is not installed after so many polls was refused by the framework. */
    private static final int POLLS_UNTIL_REFUSED = 20;

    private final List<Path> folders;
    private final BundleContext context;
    private Map<Path, Seen> files = new TreeMap<>();
    private boolean complained;

    /**
     * A file as it was on the last poll.
     *
     * @param polls how often it was seen so
     * @param verdict what it is, once it was opened
     */
    private record Seen(long size, long modified, int polls, BundleFile verdict) {
        Seen(BasicFileAttributes attributes) {
            this(attributes.size(), attributes.lastModifiedTime().toMillis(), 1, BundleFile.NOT_OPENED);
        }

        /** Whether the file is as it was then: one that was just replaced is judged after the next poll. */
        boolean isStill(Path file) {
            try {
                var now = new Seen(Files.readAttributes(file, BasicFileAttributes.class));
                return now.size == size && now.modified == modified;
            } catch (IOException e) {
                return false;
            }
        }

        Seen again(BundleFile judged) {
            return new Seen(size, modified, polls + 1, judged);
        }
    }

    DeployFolders(List<Path> folders, BundleContext context) {
        this.folders = folders;
        this.context = context;
    }

    /** Looks at the folders. @return whether what {@link #broken} answers may have changed */
    synchronized boolean poll() {
        Map<Path, Seen> now = new TreeMap<>();
        boolean changed = false;
        for (Map.Entry<Path, Seen> file : stat().entrySet()) {
            Seen before = files.get(file.getKey());
            Seen fresh = file.getValue();
            if (before == null || before.size() != fresh.size() || before.modified() != fresh.modified()) {
                now.put(file.getKey(), fresh);
                changed |= before != null && before.verdict().isBroken();
            } else if (before.polls() == 1) {
                BundleFile verdict = BundleFile.examine(file.getKey());
                now.put(file.getKey(), before.again(verdict));
                changed |= verdict.isBroken();
            } else {
                now.put(file.getKey(), before.again(before.verdict()));
                changed |= before.polls() == POLLS_UNTIL_REFUSED;
            }
        }
        for (Map.Entry<Path, Seen> gone : files.entrySet()) {
            changed |=
                    !now.containsKey(gone.getKey()) && gone.getValue().verdict().isBroken();
        }
        files = now;
        return changed;
    }

    /** The files that are no bundle, as plugins that failed. */
    synchronized List<Entry> broken() {
        var entries = new ArrayList<Entry>();
        var ids = new HashSet<PluginId>();
        Set<String> installed = installed();
        files.forEach((file, seen) -> {
            String name = file.getFileName().toString();
            String reason = reason(file, seen, installed);
            if (!reason.isEmpty()) {
                var info = new PluginInfo(
                        id(name, ids),
                        "0.0.0",
                        name,
                        "A file in a deploy folder that is no plugin.",
                        name,
                        -1,
                        PluginState.FAILED,
                        reason,
                        Schema.EMPTY);
                entries.add(new Entry(info, seen.modified(), false));
            }
        });
        return entries;
    }

    private static String reason(Path file, Seen seen, Set<String> installed) {
        if (seen.verdict().isBroken()) {
            return file + " " + seen.verdict().problem();
        }
        boolean refused = seen.polls() > POLLS_UNTIL_REFUSED
                && seen.verdict().isPlugin()
                && !installed.contains(seen.verdict().identity())
                && seen.isStill(file);
        return refused ? file + " is a bundle, but the framework did not install it; the log says why" : "";
    }

    private Set<String> installed() {
        var identities = new HashSet<String>();
        Arrays.stream(context.getBundles()).map(DeployFolders::identity).forEach(identities::add);
        return identities;
    }

    private static String identity(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }

    /** Two names that become the same word get a number. */
    private static PluginId id(String name, Set<PluginId> taken) {
        String word = Names.word(name.substring(0, name.length() - ".jar".length()));
        var id = new PluginId(KIND, word);
        for (int number = 2; !taken.add(id); number++) {
            id = new PluginId(KIND, Names.word(word.substring(0, Math.min(58, word.length())) + "-" + number));
        }
        return id;
    }

    private Map<Path, Seen> stat() {
        var found = new TreeMap<Path, Seen>();
        for (Path folder : folders) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, DeployFolders::isJar)) {
                for (Path file : jars) {
                    if (found.size() == MOST) {
                        complain(folder + " has too many jars; after " + MOST + " the others are not looked at");
                        break;
                    }
                    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                    if (attributes.isRegularFile()) {
                        found.put(file, new Seen(attributes));
                    }
                }
            } catch (NoSuchFileException e) {
                LOG.trace("No folder, or a file that went in this moment", e);
            } catch (IOException | DirectoryIteratorException e) {
                complain(folder + " cannot be read: " + e);
            }
        }
        return found;
    }

    private static boolean isJar(Path file) {
        String name = file.getFileName().toString();
        return name.toLowerCase(Locale.ROOT).endsWith(".jar") && !name.startsWith(".");
    }

    private void complain(String what) {
        if (!complained) {
            complained = true;
            LOG.warn(what);
        }
    }
}
