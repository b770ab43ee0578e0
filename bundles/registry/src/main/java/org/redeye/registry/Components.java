package org.redeye.registry;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;
import org.redeye.api.plugin.PluginId;
import org.redeye.registry.Survey.Finding;

/** Asks the component runtime why a plugin that a started bundle declares is not there. */
final class Components {
    private static final int LONGEST_MESSAGE = 500;
    /** {@code java.lang.IllegalStateException: text} without the package. */
    private static final String PACKAGE = "^(?:[A-Za-z_$][\\w$]*\\.)+(?=[A-Z])";

    private final ServiceComponentRuntime runtime;

    Components(ServiceComponentRuntime runtime) {
        this.runtime = runtime;
    }

    Finding explain(Bundle bundle, PluginId id) {
        Optional<ComponentDescriptionDTO> found = runtime.getComponentDescriptionDTOs(bundle).stream()
                .filter(component -> isOf(component, id))
                .findFirst();
        if (found.isEmpty()) {
            return Finding.failed(
                    "its bundle declares " + id + " but has no component for it: @Plugin must stand beside"
                            + " @Component, and the bundle be built with bnd");
        }
        ComponentDescriptionDTO component = found.get();
        return state(component).named(property(component, "rem.title"), property(component, "rem.help"));
    }

    private Finding state(ComponentDescriptionDTO component) {
        if (!runtime.isComponentEnabled(component)) {
            return Finding.pending("its component " + component.name + " is disabled");
        }
        Collection<ComponentConfigurationDTO> configurations = runtime.getComponentConfigurationDTOs(component);
        if (configurations.isEmpty()) {
            return "require".equals(component.configurationPolicy)
                    ? needsConfiguration(component)
                    : Finding.settling("it is starting");
        }
        ComponentConfigurationDTO configuration = configurations.iterator().next();
        return switch (configuration.state) {
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION -> needsConfiguration(component);
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE -> Finding.pending(missing(component, configuration));
            case ComponentConfigurationDTO.FAILED_ACTIVATION ->
                Finding.failed("its constructor failed: " + cause(configuration.failure));
            default -> Finding.settling("it is starting");
        };
    }

    private static Finding needsConfiguration(ComponentDescriptionDTO component) {
        return Finding.pending("needs configuration: "
                + Arrays.stream(component.configurationPid)
                        .map(pid -> "etc/" + pid + ".cfg")
                        .collect(Collectors.joining(", ")));
    }

    private static String missing(ComponentDescriptionDTO component, ComponentConfigurationDTO configuration) {
        return Arrays.stream(configuration.unsatisfiedReferences)
                .map(reference -> "needs service " + service(component, reference))
                .collect(Collectors.joining(", "));
    }

    private static String service(ComponentDescriptionDTO component, UnsatisfiedReferenceDTO missing) {
        String type = Arrays.stream(component.references)
                .filter(reference -> reference.name.equals(missing.name))
                .map(reference -> reference.interfaceName)
                .findFirst()
                .orElse(missing.name);
        return missing.target == null || missing.target.isEmpty() ? type : type + " with " + missing.target;
    }

    /** The first line of the innermost cause in a printed stack trace. */
    static String cause(@Nullable String trace) {
        List<String> causes = Objects.requireNonNullElse(trace, "")
                .lines()
                .filter(line -> line.startsWith("Caused by: "))
                .map(line -> line.substring("Caused by: ".length()))
                .toList();
        String line = causes.isEmpty() ? Names.firstLine(trace, LONGEST_MESSAGE) : causes.get(causes.size() - 1);
        return Names.firstLine(line.replaceFirst(PACKAGE, ""), LONGEST_MESSAGE);
    }

    private static boolean isOf(ComponentDescriptionDTO component, PluginId id) {
        return property(component, "rem.kind").equals(id.kind())
                && property(component, "rem.id").equals(id.id());
    }

    private static String property(ComponentDescriptionDTO component, String name) {
        return Objects.toString(component.properties.get(name), "");
    }
}
