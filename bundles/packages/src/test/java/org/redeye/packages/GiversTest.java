package org.redeye.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.packages.Change;
import org.redeye.api.section.Item;

/** Packages that use what required packages define. */
class GiversTest {

    private static final String[] BASE = {
        "package: {version: 1.2.0}",
        "field types: {level: {type: number, min: 1, max: 5}}",
        "schema: {plans: {fields: {level: {type: level, default: 2}}}}",
    };
    private static final String HEADER = "package: {requires: {packages: {base: \"[1.0,2)\"}}}";

    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void start() throws IOException {
        bench = new Workbench(folder);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private List<Object> levels() {
        return bench.engine.items("shop", "plans").stream()
                .map(Item::values)
                .<Object>map(values -> values.get("level"))
                .map(Object::toString)
                .map(Object.class::cast)
                .toList();
    }

    @Test
    void sectionsAndTypesOfARequiredPackageAreUsedAndItIsNamed() throws IOException {
        bench.save("base", BASE);
        bench.save(
                "shop",
                HEADER,
                "schema: {doors: {fields: {height: level}}}",
                "plans: {a: {}, b: {level: 4}}",
                "doors: {front: {height: 9}}");
        assertThat(bench.problems("shop")).containsExactly("shop.yaml:4:25: 'height' must be at most 5, not 9.");
        bench.save(
                "shop",
                HEADER,
                "schema: {doors: {fields: {height: level}}}",
                "plans: {a: {}, b: {level: 4}}",
                "doors: {front: {height: 3}}");
        assertThat(bench.problems("shop")).isEmpty();
        assertThat(bench.info("shop").pending()).isEmpty();
        assertThat(levels()).containsExactly("2", "4");
        assertThat(bench.info("shop").definedBy()).containsOnly(java.util.Map.entry("plans", "base"));
        assertThat(bench.engine
                        .schema("shop", "plans")
                        .orElseThrow()
                        .fields()
                        .get("level")
                        .max())
                .isEqualTo("5");
    }

    @Test
    void aMistakeIsToldAtItsPlaceInTheUsersFile() throws IOException {
        bench.save("base", BASE);
        bench.save("shop", HEADER, "plans: {a: {level: 6}}");
        assertThat(bench.problems("shop")).containsExactly("shop.yaml:2:20: 'level' must be at most 5, not 6.");
        assertThat(bench.info("shop").problems().get(0).field()).isEqualTo("level");
        bench.save("shop", HEADER, "plan: {a: {level: 6}}");
        assertThat(bench.problems("shop"))
                .containsExactly("shop.yaml:2:1: There is no section 'plan'. Did you mean 'plans'?");
    }

    @Test
    void ownDefinitionsAndPluginsComeFirstThenTheOrderOfTheRequirements() throws IOException {
        bench.save("base", BASE[0], "schema: {plans: {fields: {who: {default: base}}}, things: {fields: {who: text}}}");
        bench.save(
                "other", "schema: {plans: {fields: {who: {default: other}}}, jobs: {fields: {who: {default: other}}}}");
        String both = "package: {requires: {packages: {other: , base: \"[1.0,2)\"}}}";
        bench.save("shop", both, "plans: {a: {}}", "things: {g: {a: {size: 1}}}");
        assertThat(bench.problems("shop")).isEmpty();
        assertThat(bench.info("shop").definedBy()).containsOnly(java.util.Map.entry("plans", "other"));
        bench.save("shop", both, "schema: {plans: {fields: {own: {default: mine}}}}", "plans: {a: {}}");
        assertThat(bench.info("shop").definedBy()).isEmpty();
        assertThat(bench.engine.items("shop", "plans").get(0).text("own")).isEqualTo("mine");
    }

    @Test
    void aSectionUsesTheTypesOfWhoDefinesIt() throws IOException {
        bench.save("root", "field types: {level: {type: number, max: 7}}");
        bench.save(
                "base",
                "package: {version: 1.0.0, requires: {packages: {root: }}}",
                "schema: {plans: {fields: {level: level}}}");
        bench.save("shop", HEADER, "field types: {level: {type: number, max: 3}}", "plans: {a: {level: 7}}");
        assertThat(bench.problems("shop")).isEmpty();
        bench.save("root", "field types: {level: {type: number, max: 6}}");
        assertThat(bench.problems("shop")).containsExactly("shop.yaml:3:20: 'level' must be at most 6, not 7.");
    }

    @Test
    void theUserFollowsAChangeOfTheGiver() throws IOException {
        bench.save("base", BASE);
        bench.save("shop", HEADER, "plans: {a: {}}");
        bench.save("base", BASE[0], BASE[1], BASE[2].replace("default: 2", "default: 3"));
        assertThat(levels()).containsExactly("3");
        bench.save("base", BASE[0], BASE[1], "schema: {}");
        assertThat(bench.info("shop").pending()).containsEntry("shop/plans", "needs section:plans");
        assertThatThrownBy(() -> bench.engine.remove("base", "", Change.by("anne")))
                .hasMessageContaining("shop requires the package base");
    }

    @Test
    void theOrderInWhichFilesComeDoesNotMatter() throws IOException {
        for (String user : List.of("alpha", "shop")) {
            bench.write(user + ".yaml", HEADER + "\nplans: {a: {}}\n");
        }
        bench.look();
        assertThat(bench.problems("shop").get(0)).contains("shop requires the package base");
        bench.write("base.yaml", String.join("\n", BASE));
        bench.look();
        for (String user : List.of("alpha", "shop")) {
            assertThat(bench.info(user).problems()).isEmpty();
            assertThat(bench.info(user).pending()).isEmpty();
            assertThat(bench.engine.items(user, "plans")).hasSize(1);
        }
        bench.open();
        assertThat(bench.info("alpha").definedBy()).containsEntry("plans", "base");
    }

    @Test
    void scriptsOfTheGiverRunOnlyIfTheGiverIsTrusted() throws IOException {
        bench.python(
                "base/scripts/plans.py",
                "answer = {i['id']: {'things': {'g': {'x': {'size': 7}}}} for i in given['items']}");
        bench.save("base", BASE[0], "schema: {plans: {process: scripts/plans.py, fields: {level: number}}}");
        bench.save("shop", HEADER, "plans: {a: {level: 1}}");
        assertThat(bench.info("shop").pending())
                .containsEntry("shop/plans", "its scripts run once an admin trusts the package base");
        assertThat(bench.engine
                        .plan("shop", HEADER + "\nplans: {a: {}}\nlater: {b: {}}\n")
                        .warnings())
                .containsExactly(
                        "shop.yaml:3:1: The section 'later' waits for the plugin section:later.",
                        "shop/plans waits: its scripts run once an admin trusts the package base.");
        bench.trust.trust("shop");
        assertThat(bench.takeCalled()).isEmpty();
        bench.trust.trust("base");
        assertThat(bench.takeCalled()).containsExactly("scripts/plans.py");
        assertThat(bench.info("shop").pending()).isEmpty();
        assertThat(bench.told.take()).containsExactly("+shop/plans/a/things/g/x=7");
        assertThat(bench.info("shop").scripts().get("plans").get("process")).startsWith("scripts/plans.py@");
    }

    @Test
    void packagesThatDefineForEachOtherInACircleAreToldThePath() throws IOException {
        bench.write("base.yaml", "package: {version: 1.0.0, requires: {packages: {shop: }}}\nschema: {plans: {}}\n");
        bench.write("shop.yaml", HEADER + "\nplans: {a: {}}\n");
        bench.look();
        assertThat(bench.problems("shop").get(0)).contains("shop → base → shop");
    }
}
