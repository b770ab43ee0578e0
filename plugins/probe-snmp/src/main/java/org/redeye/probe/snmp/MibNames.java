package org.redeye.probe.snmp;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.redeye.api.probe.Reason;
import org.redeye.api.schema.Nearest;
import org.snmp4j.smi.OID;

/** Names of objects and their OIDs, both ways. Immutable. */
final class MibNames {

    private static final int DEEPEST = 128;
    /** The roots of the tree (X.660) and where RFC 2578 begins, for MIBs whose imports are not there. */
    private static final Map<String, String> ROOTS = Map.ofEntries(
            Map.entry("ccitt", "0"),
            Map.entry("iso", "1"),
            Map.entry("joint-iso-ccitt", "2"),
            Map.entry("org", "1.3"),
            Map.entry("dod", "1.3.6"),
            Map.entry("internet", "1.3.6.1"),
            Map.entry("directory", "1.3.6.1.1"),
            Map.entry("mgmt", "1.3.6.1.2"),
            Map.entry("mib-2", "1.3.6.1.2.1"),
            Map.entry("transmission", "1.3.6.1.2.1.10"),
            Map.entry("experimental", "1.3.6.1.3"),
            Map.entry("private", "1.3.6.1.4"),
            Map.entry("enterprises", "1.3.6.1.4.1"),
            Map.entry("snmpV2", "1.3.6.1.6"),
            Map.entry("snmpModules", "1.3.6.1.6.3"));

    private final Map<String, Map<String, MibReader.Definition>> modules = new LinkedHashMap<>();
    private final Map<String, Set<String>> modulesOf = new HashMap<>();
    private final Map<String, OID> byName = new HashMap<>();
    private final Map<OID, String> byOid = new HashMap<>();
    private final String hint;

    /**
     * @param definitions of all that is there; of two of one name in one module the later one counts
     * @param hint what could not be read, for who looks for a name in vain; empty if all could
     */
    MibNames(List<MibReader.Definition> definitions, String hint) {
        this.hint = hint;
        for (MibReader.Definition one : definitions) {
            modules.computeIfAbsent(one.module(), module -> new LinkedHashMap<>())
                    .put(one.name(), one);
            modulesOf.computeIfAbsent(one.name(), name -> new TreeSet<>()).add(one.module());
        }
        modules.forEach((module, names) -> names.values().forEach(one -> {
            String oid = oid(one, 0);
            if (oid != null) {
                var value = new OID(oid);
                byName.put(module + "::" + one.name(), value);
                byOid.put(value, module + "::" + one.name());
            }
        }));
    }

    /**
     * The OID of an object.
     *
     * @throws Trouble SETTINGS if there is none of this name, or several
     */
    OID resolve(String text) throws Trouble {
        ObjectName object = ObjectName.of(text);
        if (object.name().isEmpty()) {
            return new OID(object.index());
        }
        OID base =
                object.module().isEmpty() ? alone(object.name()) : byName.get(object.module() + "::" + object.name());
        if (base == null) {
            throw unknown(object);
        }
        return object.index().isEmpty() ? base : new OID(base + "." + object.index());
    }

    /** What an OID is called: the name of the nearest object above with the numbers that follow; empty if none is known. */
    String describe(OID oid) {
        for (int length = oid.size(); length > 0; length--) {
            String name = byOid.get(new OID(oid.getValue(), 0, length));
            if (name != null) {
                return length == oid.size() ? name : name + "." + new OID(oid.getValue(), length, oid.size() - length);
            }
        }
        return "";
    }

    private @Nullable OID alone(String name) throws Trouble {
        var oids = new HashSet<OID>();
        Set<String> owners = modulesOf.getOrDefault(name, Set.of());
        owners.forEach(
                module -> Optional.ofNullable(byName.get(module + "::" + name)).ifPresent(oids::add));
        if (oids.size() > 1) {
            throw new Trouble(
                    Reason.SETTINGS,
                    "'" + name + "' is a name in " + String.join(" and ", owners)
                            + ", and they mean different objects; write MODULE::" + name + ".");
        }
        if (oids.isEmpty()) {
            return ROOTS.containsKey(name) ? new OID(ROOTS.get(name)) : null;
        }
        return oids.iterator().next();
    }

    private Trouble unknown(ObjectName object) {
        String full = object.module().isEmpty() ? object.name() : object.module() + "::" + object.name();
        String nearest = object.module().isEmpty()
                ? Nearest.to(object.name(), modulesOf.keySet())
                : Nearest.to(full, candidates(object).toList());
        return new Trouble(
                Reason.SETTINGS,
                "The object '" + full + "' is not known: put its MIB into the folder mibs of the"
                        + " data directory, or write its OID."
                        + (nearest.isEmpty() ? "" : " Did you mean '" + nearest + "'?")
                        + (hint.isEmpty() ? "" : " " + hint));
    }

    private Stream<String> candidates(ObjectName object) {
        boolean known = modules.containsKey(object.module());
        return byName.keySet().stream()
                .filter(name -> known ? name.startsWith(object.module() + "::") : name.endsWith("::" + object.name()));
    }

    /** Follows the parents up to a root; null if one of them is not known. */
    private @Nullable String oid(MibReader.Definition one, int depth) {
        if (depth > DEEPEST) {
            return null; // they go round in a circle
        }
        if (one.parent().isEmpty()) {
            return one.numbers();
        }
        MibReader.Definition parent = definition(one);
        String above = parent == null ? ROOTS.get(one.parent()) : oid(parent, depth + 1);
        return above == null ? null : above + "." + one.numbers();
    }

    /** A parent is one of the same module, else of any that has it: imports say no more than names do. */
    private MibReader.@Nullable Definition definition(MibReader.Definition child) {
        MibReader.Definition own =
                modules.getOrDefault(child.module(), Map.of()).get(child.parent());
        if (own != null && !own.equals(child)) {
            return own;
        }
        if (ROOTS.containsKey(child.parent())) {
            return null;
        }
        return modulesOf.getOrDefault(child.parent(), Set.of()).stream()
                .filter(module -> !module.equals(child.module()))
                .map(module -> modules.getOrDefault(module, Map.of()).get(child.parent()))
                .findFirst()
                .orElse(null);
    }
}
