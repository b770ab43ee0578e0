package org.redeye.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.section.Item;

/** Packages that are spread over several files. */
class ImportsTest {

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

    @Test
    void aNestedSectionInThreeFilesIsOneTree() throws IOException {
        bench.write("shop/one.yaml", "a: {do: this}\n");
        bench.write("shop/deep/two.yaml", "# two\nb: {do: that}\n");
        bench.write("shop/three.yaml", "__import__c: deep/four.yaml\n");
        bench.write("shop/deep/four.yaml", "do: all\n");
        bench.save(
                "shop",
                "schema: {plans: {sections: {steps: {fields: {do: text}}}}}",
                "plans:",
                "  north:",
                "    __import__steps: [one.yaml, deep/two.yaml, three.yaml]",
                "    steps: {z: {do: last}}");
        assertThat(bench.problems("shop")).isEmpty();
        var steps = bench.engine.items("shop", "plans").get(0).nested().get("steps");
        assertThat(steps).extracting(Item::key).containsExactly("a", "b", "c", "z");
        assertThat(steps)
                .extracting(item -> item.position("do").toString())
                .containsExactly(
                        "shop/one.yaml:1:9", "shop/deep/two.yaml:2:9", "shop/deep/four.yaml:1:5", "shop.yaml:5:21");
    }

    @Test
    void aProblemNamesTheFileThatOwnsTheLine() throws IOException {
        bench.write("shop/things.yaml", "lan:\n  a: {size: 300}\n  b: {sise: 1}\n");
        bench.save("shop", "__import__things: things.yaml");
        assertThat(bench.problems("shop"))
                .containsExactly(
                        "shop/things.yaml:2:13: 'size' must be at most 100, not 300.",
                        "shop/things.yaml:3:7: 'sise' is not known here; possible are name, size, like, key. Did you mean"
                                + " 'size'?");
        bench.write("shop/things.yaml", "lan: {a: {size: [}\n");
        bench.look();
        assertThat(bench.problems("shop").get(0)).startsWith("shop/things.yaml:1:18: The YAML cannot be read");
    }

    @Test
    void aChangeOfAnImportedFileIsTakenOver() throws IOException {
        bench.write("shop/things.yaml", "lan: {a: {size: 1}}\n");
        bench.save("shop", "__import__things: things.yaml");
        assertThat(bench.told.take()).containsExactly("+shop/things/lan/a=1");
        bench.write("shop/things.yaml", "lan: {a: {size: 22}}\n");
        bench.look();
        assertThat(bench.told.take()).containsExactly("~shop/things/lan/a=22");
        bench.write("shop/things.yaml", "lan: {a: {size: 222}}\n");
        bench.look();
        assertThat(bench.problems("shop")).hasSize(1);
        assertThat(bench.told.take()).isEmpty();
    }

    @Test
    void aCircleIsToldWithItsPath() throws IOException {
        bench.write("shop/a.yaml", "lan: {__import__b: b.yaml}\n");
        bench.write("shop/b.yaml", "__import__c: a.yaml\n");
        bench.save("shop", "__import__things: a.yaml");
        assertThat(bench.problems("shop"))
                .contains("shop/b.yaml:1:14: The files import each other in a circle: shop/a.yaml > shop/b.yaml >"
                        + " shop/a.yaml.");
    }

    @Test
    void manyImportsAreBounded() throws IOException {
        for (int i = 0; i < 12; i++) {
            bench.write(
                    "shop/f" + i + ".yaml", "__import__a: f" + (i + 1) + ".yaml\n__import__b: f" + (i + 1) + ".yaml\n");
        }
        bench.write("shop/f12.yaml", "x: 1\n");
        bench.save("shop", "__import__things: f0.yaml");
        assertThat(bench.problems("shop")).anyMatch(line -> line.contains("A package imports at most 200 files."));
    }

    @Test
    void onlyFilesOfThePackageAreImported() throws IOException {
        Files.writeString(folder.resolve("secret.yaml"), "lan: {a: {}}\n");
        bench.write("shop/x.yaml", "");
        Files.createSymbolicLink(bench.file("shop/out.yaml"), folder.resolve("secret.yaml"));
        bench.save("shop", "__import__things: ../../../secret.yaml");
        assertThat(bench.problems("shop").get(0)).contains("is no path within the package's folder");
        bench.save("shop", "__import__things: out.yaml");
        assertThat(bench.problems("shop").get(0)).contains("is a link out of the package's folder");
        bench.save("shop", "__import__things: none.yaml");
        assertThat(bench.problems("shop")).containsExactly("shop.yaml:1:19: There is no file packages/shop/none.yaml.");
        bench.save("shop", "__import__things: notes.txt");
        assertThat(bench.problems("shop").get(0)).contains("Here the path of a file of the package is expected");
    }

    @Test
    void aKeyStandsInOneFileOnly() throws IOException {
        bench.write("shop/a.yaml", "lan: {a: {}}\n");
        bench.save("shop", "things:", "  lan: {b: {}}", "__import__things: a.yaml");
        assertThat(bench.problems("shop"))
                .containsExactly("shop/a.yaml:1:1: The key 'lan' stands in shop.yaml:2, too; each key stands once.");
    }
}
