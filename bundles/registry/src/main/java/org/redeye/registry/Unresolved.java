package org.redeye.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/** Says in words what a bundle lacks that the framework could not resolve. */
final class Unresolved {
    private static final int NAMED = 5;
    private static final Pattern BELOW = Pattern.compile("\\(!\\((?:bundle-)?version>=([^)]+)\\)\\)");
    private static final Pattern FROM = Pattern.compile("\\((?:bundle-)?version>=([^)]+)\\)");
    private static final Pattern EXACT = Pattern.compile("\\(version=([^)]+)\\)");

    private final BundleContext context;
    private final BundleRevision revision;

    private Unresolved(BundleContext context, BundleRevision revision) {
        this.context = context;
        this.revision = revision;
    }

    /** What is missing and what to do; empty if nothing obvious is. */
    static Optional<String> explain(BundleContext context, BundleRevision revision) {
        List<String> missing = new Unresolved(context, revision).missing();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String named = String.join("; ", missing.subList(0, Math.min(NAMED, missing.size())));
        return Optional.of(missing.size() > NAMED ? named + "; and " + (missing.size() - NAMED) + " more" : named);
    }

    private List<String> missing() {
        var missing = new ArrayList<String>();
        for (BundleRequirement requirement : revision.getDeclaredRequirements(null)) {
            if (counts(requirement)) {
                explain(requirement).ifPresent(missing::add);
            }
        }
        return missing;
    }

    /** Whether the framework insists on it when it resolves. */
    private static boolean counts(BundleRequirement requirement) {
        String effective = requirement.getDirectives().getOrDefault(Constants.EFFECTIVE_DIRECTIVE, "resolve");
        String resolution = requirement.getDirectives().getOrDefault(Constants.RESOLUTION_DIRECTIVE, "mandatory");
        return effective.equals("resolve") && resolution.equals("mandatory");
    }

    private Optional<String> explain(BundleRequirement requirement) {
        List<BundleCapability> near = capabilities(requirement.getNamespace());
        List<BundleRevision> providers = near.stream()
                .filter(requirement::matches)
                .map(BundleCapability::getRevision)
                .toList();
        if (providers.isEmpty()) {
            return Optional.of(absent(requirement, near));
        }
        boolean resolved = providers.stream()
                .anyMatch(provider ->
                        provider.equals(revision) || provider.getBundle().getState() != Bundle.INSTALLED);
        return resolved
                ? Optional.empty()
                : Optional.of(what(requirement) + " is offered by "
                        + providers.get(0).getSymbolicName() + ", which cannot be resolved itself");
    }

    private List<BundleCapability> capabilities(String namespace) {
        var found = new ArrayList<BundleCapability>();
        for (Bundle bundle : context.getBundles()) {
            BundleRevision other = bundle.adapt(BundleRevision.class);
            if (other != null) {
                found.addAll(other.getDeclaredCapabilities(namespace));
            }
        }
        return found;
    }

    private static String absent(BundleRequirement requirement, List<BundleCapability> near) {
        String filter = filter(requirement);
        return switch (requirement.getNamespace()) {
            case PackageNamespace.PACKAGE_NAMESPACE -> absentPackage(requirement, near);
            case BundleNamespace.BUNDLE_NAMESPACE ->
                "the bundle " + what(requirement) + " is not installed; import its packages instead, or build them into"
                        + " the plugin's jar";
            case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE ->
                "it is built for Java " + first(EXACT, filter) + " and this is Java "
                        + Runtime.version().feature() + "; build it with release "
                        + Runtime.version().feature() + " or lower, or run a newer Java";
            default -> "nobody offers the capability " + requirement.getNamespace() + " " + filter;
        };
    }

    private static String absentPackage(BundleRequirement requirement, List<BundleCapability> near) {
        String name = name(requirement);
        Optional<BundleCapability> other = near.stream()
                .filter(capability -> name.equals(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)))
                .findFirst();
        if (other.isPresent()) {
            return what(requirement) + " is not there, only " + name + " "
                    + other.get().getAttributes().get(Constants.VERSION_ATTRIBUTE) + " of "
                    + other.get().getRevision().getSymbolicName() + "; build the plugin against that version";
        }
        return what(requirement) + " is exported by nobody; "
                + (name.startsWith("org.redeye.")
                        ? "build the plugin against the API of this platform"
                        : "build the library into the plugin's jar");
    }

    /** A name with the range of versions, such as {@code org.foo.bar [1.0.0,2.0.0)}. */
    private static String what(BundleRequirement requirement) {
        String filter = filter(requirement);
        String below = first(BELOW, filter);
        String from = first(FROM, BELOW.matcher(filter).replaceAll(""));
        String name = name(requirement);
        if (from.isEmpty()) {
            return name;
        }
        return below.isEmpty() ? name + " " + from + " or later" : name + " [" + from + "," + below + ")";
    }

    private static String name(BundleRequirement requirement) {
        String namespace = Pattern.quote(requirement.getNamespace());
        String name = first(Pattern.compile("\\(" + namespace + "=([^)]+)\\)"), filter(requirement));
        return name.isEmpty() ? requirement.getNamespace() : name;
    }

    private static String filter(BundleRequirement requirement) {
        return requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
