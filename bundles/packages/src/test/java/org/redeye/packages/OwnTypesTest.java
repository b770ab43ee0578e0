package org.redeye.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.section.Item;

/** Field types that a package defines for itself. */
class OwnTypesTest {

    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void start() throws IOException {
        bench = new Workbench(folder);
        bench.trust.trust("shop");
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private void save(String type, String... items) throws IOException {
        String list = String.join("\n", items);
        bench.save(
                "shop",
                "field types:",
                "  zone: " + type,
                "schema:",
                "  doors: {fields: {zone: {type: zone, required: true}, many: {type: list, of: zone}}}",
                "doors:",
                list);
    }

    private Item door(String name) {
        return bench.engine.items("shop", "doors").stream()
                .filter(item -> item.key().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aTypeIsItsBaseTypeWithBounds() throws IOException {
        save("{type: number, min: 1, max: 65535, unit: port, help: A TCP port}", "  a: {zone: 80}", "  b: {zone: 0}");
        assertThat(bench.problems("shop")).containsExactly("shop.yaml:7:13: 'zone' must be at least 1, not 0.");
        save("{type: number, min: 1, max: 65535, unit: port, help: A TCP port}", "  a: {zone: 80, many: [1, 2]}");
        assertThat(bench.problems("shop")).isEmpty();
        assertThat(door("a").values().get("zone")).hasToString("80");
        FieldSpec shown =
                bench.engine.schema("shop", "doors").orElseThrow().fields().get("zone");
        assertThat(shown.type()).isEqualTo("number");
        assertThat(shown.max()).isEqualTo("65535");
        assertThat(shown.unit()).isEqualTo("port");
        assertThat(shown.help()).isEqualTo("A TCP port");
        assertThat(shown.required()).isTrue();
        save("{type: number, min: 1, max: 65535}", "  a: {zone: 80, many: [1, 0]}");
        assertThat(bench.problems("shop")).containsExactly("shop.yaml:6:27: 'many' must be at least 1, not 0.");
    }

    @Test
    void aFieldMayBoundItsTypeFurther() throws IOException {
        bench.save(
                "shop",
                "field types:",
                "  port: {type: number, min: 1, max: 65535}",
                "  low: {type: port, max: 1023}",
                "schema: {doors: {fields: {a: {type: low, min: 10}}}}",
                "doors: {x: {a: 5}, y: {a: 0}, z: {a: 2000}, ok: {a: 22}}");
        assertThat(bench.problems("shop"))
                .containsExactly(
                        "shop.yaml:5:16: 'a' must be at least 10, not 5.",
                        "shop.yaml:5:27: 'a' must be at least 1, not 0.",
                        "shop.yaml:5:38: 'a' must be at most 1023, not 2000.");
    }

    @Test
    void aTypeIsBasedOnWhatStandsAbove() throws IOException {
        save("{type: zone}", "  a: {zone: 1}");
        assertThat(bench.problems("shop").get(0))
                .isEqualTo(
                        "shop.yaml:2:16: 'zone' is not known yet; a type is based on a plugin or on a type above it.");
        save("{type: text, minn: 3}", "  a: {zone: 1}");
        assertThat(bench.problems("shop").get(0))
                .contains("'minn' is not known here")
                .contains("Did you mean 'min'?");
        save("{type: colour}", "  a: {zone: 1}");
        assertThat(bench.info("shop").pending()).containsEntry("shop/doors", "needs field:colour");
    }

    @Test
    void scriptsValidateFormatSaveAndSerialize() throws IOException {
        bench.python(
                "shop/scripts/zone.py",
                "do = given['do']",
                "answer = [{'validate': None if v.startswith('z') else 'must begin with z, as ' + given['type'] + ' does',",
                "  'format': 'Zone ' + v[1:], 'save': v, 'serialize': {'number': int(v[1:] or 0)}}[do]"
                        + " for v in given['values'] if v[1:].isdigit() or do == 'validate']");
        String type = "{type: text, validate: scripts/zone.py, format: scripts/zone.py, save: scripts/zone.py,"
                + " serialize: scripts/zone.py}";
        save(type, "  a: {zone: z1, many: [z2, z3]}");
        assertThat(bench.problems("shop")).isEmpty();
        assertThat(door("a").values().get("zone")).hasToString("Zone 1");
        assertThat(SectionScripts.json(door("a")).toString()).contains("Zone 1");
        assertThat(org.redeye.packages.script.Json.write(door("a").values()))
                .isEqualTo("{\"many\":[{\"number\":2},{\"number\":3}],\"name\":\"a\",\"zone\":{\"number\":1}}");
        assertThat(bench.takeCalled()).hasSize(4); // once a task, for all values
    }

    @Test
    void whatAScriptRefusesIsSaidAtTheValue() throws IOException {
        bench.python("shop/scripts/zone.py", "answer = ['' if v != 'z2' else 'is closed' for v in given['values']]");
        save("{type: text, validate: scripts/zone.py}", "  a: {zone: z1, many: [z1, z2]}", "  b: {zone: z2}");
        assertThat(bench.problems("shop"))
                .containsExactly("shop.yaml:6:28: 'many' is closed", "shop.yaml:7:13: 'zone' is closed");
        assertThat(bench.takeCalled()).containsExactly("scripts/zone.py");
    }

    @Test
    void aScriptThatSavesAnotherValueIsAProblemAtThatField() throws IOException {
        bench.python("shop/scripts/save.py", "answer = ['z9' if v == 'z2' else v for v in given['values']]");
        save("{type: text, save: scripts/save.py}", "  a: {zone: z1}", "  b: {zone: z2}");
        assertThat(bench.problems("shop"))
                .containsExactly(
                        "shop.yaml:7:13: 'zone' cannot be kept: scripts/save.py saves it as 'z9', which is read"
                                + " as another value; what is saved must be read as it was.");
        bench.python("shop/scripts/save.py", "answer = ['zzz' for v in given['values']]");
        save("{type: text, max: 2, save: scripts/save.py}", "  a: {zone: z1}");
        assertThat(bench.problems("shop"))
                .containsExactly("shop.yaml:6:13: 'zone' cannot be kept: scripts/save.py saves it as 'zzz', which must"
                        + " have at most 2 characters, not 3.");
    }

    @Test
    void aScriptThatGivesNoAnswerIsSaidWhereTheTypeIsDefined() throws IOException {
        bench.python("shop/scripts/zone.py", "answer = []");
        save("{type: text, validate: scripts/zone.py}", "  a: {zone: z1}");
        assertThat(bench.problems("shop"))
                .containsExactly("shop.yaml:2:9: scripts/zone.py did not answer with a list of 1 elements, one for each"
                        + " value it was given to validate.");
    }

    @Test
    void withoutTrustItsSectionsWait() throws IOException {
        bench.trust.revoke("shop");
        bench.python("shop/scripts/zone.py", "answer = ['no' for v in given['values']]");
        save("{type: text, validate: scripts/zone.py}", "  a: {zone: z1}");
        assertThat(bench.problems("shop")).isEmpty();
        assertThat(bench.info("shop").pending()).containsEntry("shop/doors", Scope.UNTRUSTED);
        bench.trust.trust("shop");
        assertThat(bench.problems("shop")).containsExactly("shop.yaml:6:13: 'zone' no");
    }

    @Test
    void noSectionNameIsLost() throws IOException {
        bench.save("shop", "schema: {types: {fields: {a: text}}}", "types: {x: {a: b}}");
        assertThat(bench.problems("shop")).isEmpty();
        assertThat(bench.engine.items("shop", "types")).hasSize(1);
        bench.save("shop", "schema: {field types: {fields: {a: text}}}");
        assertThat(bench.problems("shop"))
                .containsExactly("shop.yaml:1:10: 'field types' has a meaning of its own and cannot be a section.");
    }
}
