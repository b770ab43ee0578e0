package org.redeye.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.packages.Change;
import org.redeye.api.section.Item;

/** Packages that are instances of a specification. */
class InstancesTest {

    private static final String[] SPEC = {
        "package: {name: site, title: A web site}",
        "schema parameters:",
        "  size: {type: number, required: true, max: 50}",
        "  spare: {type: number, default: 2}",
        "  token: secret",
        "things:",
        "  web:",
        "    \"%(item.name)s-main\": {size: \"%(item.size)s\", key: \"%(item.token)s\"}",
        "    spare: {size: \"%(item.spare)s\", like: \"web/%(item.name)s-main\"}"
    };

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

    private void instance(String... items) throws IOException {
        bench.save("shop", "schema instance:", "  of: site", "  items:", String.join("\n", items));
    }

    @Test
    void eachItemIsTheSpecWithItsOwnData() throws IOException {
        bench.save("site", SPEC);
        instance("    north: {size: 10}", "    south: {size: 20, spare: 3}");
        assertThat(bench.problems("site")).isEmpty();
        assertThat(bench.problems("shop")).isEmpty();
        assertThat(bench.told.take())
                .containsExactlyInAnyOrder(
                        "+shop/north/things/web/north-main=10",
                        "+shop/north/things/web/spare=2",
                        "+shop/south/things/web/south-main=20",
                        "+shop/south/things/web/spare=3");
        assertThat(bench.engine.items("shop", "north/things"))
                .extracting(Item::id)
                .containsExactly("shop/north/things/web/north-main", "shop/north/things/web/spare");
        assertThat(bench.engine.items("shop", "schema instance")).hasSize(2);
    }

    @Test
    void aChangeOfOneItemTouchesNoOther() throws IOException {
        bench.save("site", SPEC);
        instance("    north: {size: 10}", "    south: {size: 20}");
        bench.told.take();
        instance("    north: {size: 11}", "    south: {size: 20}");
        assertThat(bench.told.take()).containsExactly("~shop/north/things/web/north-main=11");
        instance("    north: {size: 11}");
        assertThat(bench.told.take())
                .containsExactlyInAnyOrder("-shop/south/things/web/south-main", "-shop/south/things/web/spare");
    }

    @Test
    void aChangeOfTheSpecReachesItsInstances() throws IOException {
        instance("    north: {size: 10}");
        assertThat(bench.info("shop").pending()).containsEntry("shop/schema instance", "needs the package site");
        bench.save("site", SPEC);
        assertThat(bench.info("shop").pending()).isEmpty();
        assertThat(bench.told.take()).hasSize(2);
        bench.save(
                "site",
                String.join("\n", SPEC).replace("default: 2", "default: 4").split("\n"));
        assertThat(bench.told.take()).containsExactly("~shop/north/things/web/spare=4");
        bench.engine.remove("site", "", Change.by("anne"));
        assertThat(bench.told.take()).hasSize(2);
        assertThat(bench.info("shop").pending()).containsEntry("shop/schema instance", "needs the package site");
    }

    @Test
    void whatDiffersFromTheSpecIsATable() throws IOException {
        bench.save("site", SPEC);
        instance(
                "    north: {size: 10}",
                "    south:",
                "      size: 20",
                "      spare: 3",
                "      custom:",
                "        things:",
                "          web: {spare: {size: 9}}",
                "          more: {one: {size: 1}}");
        assertThat(bench.problems("shop")).isEmpty();
        assertThat(bench.engine.differences("shop"))
                .extracting(one ->
                        one.item() + "|" + one.field() + "|" + one.spec() + "|" + one.own() + "|" + one.position())
                .containsExactly(
                        "south|things/web/spare/size|3|9|shop.yaml:10:31",
                        "south|things/more||a map|shop.yaml:11:17",
                        "south|spare|2|3|shop.yaml:7:14");
        assertThat(bench.told.take()).contains("+shop/south/things/web/spare=9", "+shop/south/things/more/one=1");
    }

    @Test
    void secretsAreNotInTheTable() throws IOException {
        bench.save("site", SPEC);
        instance("    south: {size: 1, custom: {things: {web: {spare: {key: hush}}}}}");
        assertThat(bench.engine.differences("shop").toString())
                .doesNotContain("hush")
                .contains("•••");
    }

    @Test
    void whatIsWrongIsSaidWhereTheItemSaysIt() throws IOException {
        bench.save("site", SPEC);
        instance("    north: {size: 51}", "    south: {spare: 1}", "    east: {size: 1, spar: 1}");
        assertThat(bench.problems("shop"))
                .containsExactly(
                        "shop.yaml:4:19: 'size' must be at most 50, not 51.",
                        "shop.yaml:5:12: 'size' is missing.",
                        "shop.yaml:6:21: 'spar' is not known here; possible are name, size, spare, token. Did you mean"
                                + " 'spare'?");
        instance("    north: {size: 5, spare: 101}");
        assertThat(bench.problems("shop"))
                .containsExactly("shop.yaml:4:29: north: 'size' must be at most 100, not 101.");
    }

    @Test
    void aPlaceThatStandsForNothingIsNamed() throws IOException {
        bench.save(
                "site",
                String.join("\n", SPEC)
                        .replace("%(item.spare)s", "1%(item.spar)s")
                        .split("\n"));
        instance("    north: {size: 5}");
        assertThat(bench.problems("shop"))
                .containsExactly(
                        "site.yaml:9:19: north: '%(item.spar)s' stands for nothing here; possible are size, spare,"
                                + " token, name, id. Did you mean 'spare'?");
    }

    @Test
    void onlyASpecHasInstances() throws IOException {
        bench.save("site", "things: {a: {b: {}}}");
        instance("    north: {size: 5}");
        assertThat(bench.problems("shop"))
                .containsExactly(
                        "shop.yaml:2:7: The package 'site' has no 'schema parameters'; only such a one has instances.");
    }

    @Test
    void theSpecsOwnSectionsTypesAndScriptsWorkInItsInstances() throws IOException {
        bench.python(
                "site/scripts/process.py",
                "answer = {i['id']: {'things': {'a': {'b': {'size': i['fields']['port']}}}} for i in given['items']}");
        bench.save(
                "site",
                "field types: {port: {type: number, max: 90}}",
                "schema parameters: {port: port}",
                "schema: {doors: {fields: {port: port}, process: scripts/process.py}}",
                "doors: {front: {port: \"%(item.port)s\"}}");
        instance("    north: {port: 80}", "    south: {port: 90}");
        assertThat(bench.info("shop").pending())
                .containsEntry("shop/north/doors", Scope.UNTRUSTED)
                .containsEntry("shop/south/doors", Scope.UNTRUSTED);
        bench.trust.trust("site");
        assertThat(bench.told.take())
                .containsExactlyInAnyOrder(
                        "+shop/north/doors/front/things/a/b=80", "+shop/south/doors/front/things/a/b=90");
        instance("    north: {port: 91}");
        assertThat(bench.problems("shop")).containsExactly("shop.yaml:4:19: 'port' must be at most 90, not 91.");
        assertThat(bench.engine.items("shop", "schema instance")).hasSize(2);
        assertThat(List.copyOf(bench.info("shop").sections().keySet())).contains("north/doors", "south/doors");
    }
}
