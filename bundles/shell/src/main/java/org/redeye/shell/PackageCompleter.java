package org.redeye.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.osgi.framework.BundleContext;
import org.redeye.api.packages.PackageInfo;
import org.redeye.api.packages.Packages;

/** Completes the names of packages. */
@Service
public final class PackageCompleter extends IdCompleter {
    @Override
    List<String> ids(BundleContext from) {
        return Engines.ask(from, Packages.class, packages -> packages.list().stream()
                        .map(PackageInfo::name)
                        .toList())
                .orElse(List.of());
    }
}
