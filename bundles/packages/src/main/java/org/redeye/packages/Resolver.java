package org.redeye.packages;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.plugin.PluginState;
import org.redeye.api.schema.Nearest;
import org.redeye.api.schema.Position;
import org.redeye.api.schema.Problem;
import org.redeye.packages.Needs.Fallback;
import org.redeye.packages.Needs.Requirement;

/** Decides whether packages may come into force beside each other: requirements are met, and nobody waits for himself. */
final class Resolver {

    private Resolver() {}

    /**
     * Why some of what is to come, or to go, may not, with what is in force and with each other. What is refused leaves
     * its version in force in the world in which the others are judged.
     *
     * @param inForce what is in force
     * @param coming what is to be taken over, together
     * @param going what is to be removed
     * @return the problems by package; who is not in it may
     */
    static Map<String, List<Problem>> refusals(
            Map<String, Compiled> inForce, Map<String, Compiled> coming, Set<String> going) {
        var refused = new TreeMap<String, List<Problem>>();
        while (true) {
            var world = new TreeMap<>(inForce);
            var fresh = new TreeMap<>(coming);
            fresh.keySet().removeAll(refused.keySet());
            going.stream().filter(name -> !refused.containsKey(name)).forEach(world::remove);
            world.putAll(fresh);
            Map<String, List<Problem>> found = judge(inForce, world, fresh.keySet());
            found.keySet().removeAll(refused.keySet());
            if (found.isEmpty()) {
                return refused;
            }
            refused.putAll(found);
        }
    }

    /** What is wrong with a world, told to whoever is new in it or gone from it. */
    private static Map<String, List<Problem>> judge(
            Map<String, Compiled> inForce, Map<String, Compiled> world, Set<String> fresh) {
        var found = new TreeMap<String, List<Problem>>();
        world.forEach((name, compiled) -> {
            if (fresh.contains(name)) {
                unmet(compiled, world).forEach(problem -> note(found, name, problem));
                cycles(name, world).forEach(problem -> note(found, name, problem));
                return;
            }
            for (Requirement need : compiled.needs().packages()) {
                Optional<Compiled> there = Optional.ofNullable(world.get(need.name()));
                boolean changed = fresh.contains(need.name()) || inForce.containsKey(need.name()) && there.isEmpty();
                if (changed && !isMet(need, there)) {
                    note(found, need.name(), broken(name, need, there));
                }
            }
        });
        return found;
    }

    /** The packages that one requires and that are not there, or in another version. */
    static List<Problem> unmet(Compiled compiled, Map<String, Compiled> world) {
        var problems = new ArrayList<Problem>();
        for (Requirement need : compiled.needs().packages()) {
            Optional<Compiled> there = Optional.ofNullable(world.get(need.name()));
            if (!isMet(need, there)) {
                problems.add(unmet(compiled.name(), need, there, world.keySet()));
            }
        }
        return problems;
    }

    private static boolean isMet(Requirement need, Optional<Compiled> there) {
        return there.filter(other -> need.takes(Versions.of(other.version()))).isPresent();
    }

    private static void note(Map<String, List<Problem>> found, String name, Problem problem) {
        found.computeIfAbsent(name, each -> new ArrayList<>()).add(problem);
    }

    private static Problem unmet(String name, Requirement need, Optional<Compiled> there, Collection<String> names) {
        return new Problem(
                need.position(),
                name + " requires " + need.words() + ", "
                        + there.map(other -> "but " + need.name() + " " + other.version() + " is there")
                                .orElse("which is not there")
                        + "; what would do is " + need.name() + " " + Versions.words(need.range()) + ".",
                there.isPresent() ? "" : Nearest.to(need.name(), names));
    }

    /** What somebody in force has against a change of another package. */
    private static Problem broken(String requirer, Requirement need, Optional<Compiled> there) {
        return new Problem(
                there.map(other -> other.needs().place()).orElse(Position.NONE),
                requirer + " requires " + need.words() + ", "
                        + there.map(other -> "but this is " + need.name() + " " + other.version())
                                .orElse("so " + need.name() + " cannot be removed")
                        + "; what would do is " + need.name() + " " + Versions.words(need.range())
                        + ", or to change or remove " + requirer + " first.",
                "");
    }

    // ---- cycles

    private static List<Problem> cycles(String name, Map<String, Compiled> world) {
        var problems = new ArrayList<Problem>();
        Compiled compiled = world.get(name);
        if (compiled == null) {
            return problems;
        }
        cycle(name, world, Resolver::required).ifPresent(path -> {
            Position place = compiled.needs().packages().stream()
                    .filter(need -> need.name().equals(path.get(1)))
                    .map(Requirement::position)
                    .findFirst()
                    .orElse(compiled.needs().place());
            problems.add(new Problem(
                    place,
                    "Packages require each other in a circle: " + String.join(" → ", path)
                            + "; one of these requirements must go.",
                    ""));
        });
        cycle(name, world, Resolver::fallbacks).ifPresent(path -> {
            Position place = compiled.needs().fallback().stream()
                    .filter(each -> each.name().equals(path.get(1)))
                    .map(Fallback::position)
                    .findFirst()
                    .orElse(compiled.needs().place());
            problems.add(new Problem(
                    place,
                    "Packages fall back on each other in a circle: " + String.join(" → ", path)
                            + "; one of these fallbacks must go.",
                    ""));
        });
        return problems;
    }

    private static List<String> required(Compiled compiled) {
        return compiled.needs().packages().stream().map(Requirement::name).toList();
    }

    private static List<String> fallbacks(Compiled compiled) {
        return compiled.needs().fallback().stream().map(Fallback::name).toList();
    }

    /** The shortest way from a package back to itself, both ends included. */
    private static Optional<List<String>> cycle(
            String name, Map<String, Compiled> world, Function<Compiled, List<String>> next) {
        var from = new HashMap<String, String>();
        var queue = new ArrayList<>(List.of(name));
        for (int i = 0; i < queue.size(); i++) {
            String here = queue.get(i);
            Compiled compiled = world.get(here);
            for (String there : compiled == null ? List.<String>of() : next.apply(compiled)) {
                if (there.equals(name)) {
                    var path = new ArrayList<>(List.of(name));
                    for (String step = here; !step.equals(name); step = from.get(step)) {
                        path.add(1, step);
                    }
                    path.add(name);
                    return Optional.of(path);
                }
                if (from.putIfAbsent(there, here) == null) {
                    queue.add(there);
                }
            }
        }
        return Optional.empty();
    }

    // ---- plugins

    /**
     * What is wrong with the plugins that a package requires: one that is there in another version is a problem; one that
     * is not there may come.
     */
    static List<Problem> plugins(String name, Needs needs, PluginRegistry plugins) {
        var problems = new ArrayList<Problem>();
        for (Requirement need : needs.plugins()) {
            plugins.find(PluginId.parse(need.name()))
                    .filter(Resolver::isActive)
                    .filter(plugin -> !need.takes(Versions.of(plugin.version())))
                    .ifPresent(plugin -> problems.add(new Problem(
                            need.position(),
                            name + " requires " + need.words() + ", but " + need.name() + " " + plugin.version()
                                    + " is there; what would do is " + need.name() + " "
                                    + Versions.words(need.range()) + ".",
                            "")));
        }
        return problems;
    }

    /** The plugins that a package requires and that are not there, as what is pending. */
    static Map<String, String> pending(String name, Needs needs, PluginRegistry plugins) {
        var pending = new LinkedHashMap<String, String>();
        for (Requirement need : needs.plugins()) {
            if (plugins.find(PluginId.parse(need.name()))
                    .filter(Resolver::isActive)
                    .isEmpty()) {
                pending.put(name + "/package/requires/" + need.name(), "needs " + need.named());
            }
        }
        return pending;
    }

    private static boolean isActive(PluginInfo plugin) {
        return plugin.state() == PluginState.ACTIVE;
    }
}
