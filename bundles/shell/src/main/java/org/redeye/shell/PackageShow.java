package org.redeye.shell;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.packages.FileChanges;
import org.redeye.api.packages.PackageInfo;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.UnitInfo;

/** {@code rem:package-show NAME} */
@Service
@Command(
        scope = "rem",
        name = "package-show",
        description = "How a package stands: its version, where it came from, what was edited since, what it requires")
public final class PackageShow extends UnitCommand {

    @Argument(name = "NAME", description = "The package's name", required = true)
    @Completion(PackageCompleter.class)
    private String name = "";

    @Override
    void run() throws Refusal {
        List<String> names = ask(Packages.class, "packages engine", packages -> packages.list().stream()
                .map(PackageInfo::name)
                .toList());
        PackageInfo info = ask(Packages.class, "packages engine", packages -> packages.find(name))
                .orElseThrow(() -> new Refusal("there is no package '" + name + "'" + Nearest.hint(name, names)));
        Optional<UnitInfo> unit = units(units -> units.find(name));
        if (isJson()) {
            Map<String, Object> json = Json.packageInfo(info);
            json.put("unit", unit.map(Json::unit).orElse(null));
            out().println(Json.text(json));
            return;
        }
        var table = table("", "What", "Is");
        table.addRow().addContent("package", info.name() + " " + info.version() + ", " + info.title());
        table.addRow().addContent("state", Json.state(info));
        info.sections().forEach((section, count) -> table.addRow().addContent("section", section + " (" + count + ")"));
        info.pending().forEach((what, why) -> table.addRow().addContent("pending", what + ": " + why));
        info.problems().forEach(problem -> table.addRow().addContent("problem", problem));
        unit.ifPresent(found -> {
            origin(found).forEach(line -> table.addRow().addContent("came", line));
            drift(found.drift()).forEach((file, how) -> table.addRow().addContent("edited", file + ": " + how));
            found.requires().forEach(need -> table.addRow().addContent("requires", words(need)));
            found.requiredBy().forEach(other -> table.addRow().addContent("required by", other));
            found.fallback().forEach(other -> table.addRow().addContent("falls back on", other));
        });
        print(table);
    }

    private static List<String> origin(UnitInfo unit) {
        return unit.isInstalled()
                ? List.of("from " + unit.source() + " at " + Times.show(unit.installed()) + ", "
                        + (unit.signedBy().isEmpty() ? "unsigned" : "signed by " + unit.signedBy()))
                : List.of("written here");
    }

    private static Map<String, String> drift(FileChanges drift) {
        var files = new TreeMap<String, String>();
        drift.added().forEach(file -> files.put(file, "added since"));
        drift.changed().forEach(file -> files.put(file, "changed since"));
        drift.removed().forEach(file -> files.put(file, "removed since"));
        return files;
    }

    private static String words(UnitInfo.Need need) {
        String range = need.range().equals("0.0.0") ? "in any version" : need.range();
        String there = need.there().isEmpty()
                ? "not there"
                : need.there() + " is there" + (need.met() ? "" : ", which does not do");
        return need.kind() + " " + need.name() + " " + range + ": " + there;
    }
}
