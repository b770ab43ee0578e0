package org.redeye.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageInfo;
import org.redeye.api.plugin.PluginState;
import org.redeye.api.schema.FieldType;
import org.redeye.packages.history.Recorder;
import org.redeye.testkit.FakeEvents;
import org.redeye.testkit.FakePlatform;
import org.redeye.testkit.FakePluginRegistry;

/** What packages require of each other and of plugins. */
class RequirementsTest {

    private static final Change ANNE = Change.by("anne");
    private static final String SHOP = """
            package: {version: 1.0.0, requires: {packages: {base: "[1.0,2)"}}}
            things: {g: {one: {}}}
            """;

    @TempDir
    private Path folder;

    private final FakePluginRegistry plugins = new FakePluginRegistry()
            .withClassPath("field", FieldType.class)
            .with("section", "things", new PackagesEngineTest.Things());
    private final PackagesEngineTest.Recorder things = new PackagesEngineTest.Recorder();
    private PackagesEngine engine;

    @BeforeEach
    void start() throws IOException {
        engine = new PackagesEngine(
                plugins,
                new SchemaBinder(plugins),
                new FakeEvents(),
                FakePlatform.in(folder),
                Recorder.NONE,
                new Guard(Duration.ofSeconds(5)));
        engine.addReconciler(things);
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private static String base(String version) {
        return "package: {version: " + version + "}\nthings: {g: {basic: {}}}\n";
    }

    private void apply(String name, String text) {
        engine.apply(name, text, "", ANNE);
    }

    private void byHand(String name, String text) throws IOException {
        Files.writeString(folder.resolve("data/packages/" + name + ".yaml"), text);
    }

    private void look() throws IOException {
        engine.scan();
        engine.scan();
    }

    private PackageInfo info(String name) {
        return engine.find(name).orElseThrow();
    }

    private List<String> problems(String name) {
        return info(name).problems().stream().map(Object::toString).toList();
    }

    @Test
    void refusesBeforeAnyChangeWhatRequiresAPackageThatIsNotThere() {
        assertThatThrownBy(() -> apply("shop", SHOP))
                .isInstanceOf(PackageException.class)
                .hasMessage("shop.yaml:1:55: shop requires the package base in [1.0.0,2.0.0), which is not there; what"
                        + " would do is base 1.0.0 or higher, below 2.0.0.");
        assertThatThrownBy(() -> engine.plan("shop", SHOP)).isInstanceOf(PackageException.class);
        assertThat(engine.draft("shop", SHOP, List.of(), List.of()).problems()).hasSize(1);
        assertThat(engine.list()).isEmpty();
        assertThat(folder.resolve("data/packages/shop.yaml")).doesNotExist();
    }

    @Test
    void namesTheVersionThatIsThereAndTheOneThatWouldDo() {
        apply("base", base("2.1"));
        assertThatThrownBy(() -> apply("shop", SHOP))
                .hasMessage(
                        "shop.yaml:1:55: shop requires the package base in [1.0.0,2.0.0), but base 2.1 is there; what"
                                + " would do is base 1.0.0 or higher, below 2.0.0.");
        apply("base", base("1.9.9"));
        apply("shop", SHOP);
        assertThat(problems("shop")).isEmpty();
    }

    @Test
    void asksWhetherANameWasMeantThatIsNear() {
        apply("basis", base("1"));
        apply("base2", base("1"));
        assertThatThrownBy(() -> apply("shop", SHOP)).hasMessageEndingWith("Did you mean 'base2'?");
    }

    @Test
    void nobodyTakesAwayWhatAnotherRequires() {
        apply("base", base("1.5"));
        apply("shop", SHOP);
        things.take();

        assertThatThrownBy(() -> apply("base", base("2.0")))
                .hasMessage(
                        "base.yaml:1:20: shop requires the package base in [1.0.0,2.0.0), but this is base 2.0; what"
                                + " would do is base 1.0.0 or higher, below 2.0.0, or to change or remove shop first.");
        assertThatThrownBy(() -> engine.remove("base", "", ANNE))
                .hasMessageContaining("shop requires the package base")
                .hasMessageContaining("so base cannot be removed");
        assertThat(things.take()).isEmpty();
        assertThat(info("base").version()).isEqualTo("1.5");

        engine.remove("shop", "", ANNE);
        engine.remove("base", "", ANNE);
        assertThat(engine.list()).isEmpty();
    }

    @Test
    void aHandEditThatBreaksARequirementIsRefusedAndTheLastGoodVersionStays() throws IOException {
        apply("base", base("1.5"));
        apply("shop", SHOP);
        byHand("base", base("2.0") + "# new\n");
        look();

        assertThat(problems("base")).singleElement().asString().contains("shop requires the package base");
        assertThat(info("base").version()).isEqualTo("1.5");
        assertThat(problems("shop")).isEmpty();

        byHand("shop", SHOP.replace("[1.0,2)", "[1.0,3)"));
        look();
        assertThat(problems("shop")).isEmpty();
        assertThat(problems("base")).as("tried again by itself").isEmpty();
        assertThat(info("base").version()).isEqualTo("2.0");
    }

    @Test
    void filesThatComeTogetherAreJudgedTogether() throws IOException {
        apply("base", base("1.5"));
        apply("shop", SHOP);
        byHand("base", base("2.0") + "# new\n");
        byHand("shop", SHOP.replace("[1.0,2)", "[2.0,3)"));
        look();

        assertThat(problems("base")).isEmpty();
        assertThat(problems("shop")).isEmpty();
        assertThat(info("base").version()).isEqualTo("2.0");
    }

    @Test
    void anOrderAtTheStartIsFoundWhateverTheNames() throws IOException {
        byHand("a", "package: {requires: {packages: {m: 1}}}\nthings: {g: {a: {}}}\n");
        byHand("m", "package: {version: 1.0, requires: {packages: {z: }}}\nthings: {g: {m: {}}}\n");
        byHand("z", "things: {g: {z: {}}}\n");
        look();
        assertThat(engine.list()).allMatch(info -> info.problems().isEmpty());
    }

    @Test
    void whoLostWhatItRequiresSaysSoAndGoesOnWhenItIsBack() throws IOException {
        apply("base", base("1.5"));
        apply("shop", SHOP);
        things.take();
        Files.delete(folder.resolve("data/packages/base.yaml"));
        look();

        assertThat(problems("shop")).singleElement().asString().contains("which is not there");
        assertThat(things.take()).as("the shop runs on").containsExactly("-base/things/g/basic");

        byHand("base", base("1.6"));
        look();
        assertThat(problems("shop")).isEmpty();
    }

    @Test
    void showsACircleAsItsPath() throws IOException {
        byHand("a", "package: {requires: {packages: {b: }}}\n");
        byHand("b", "package: {requires: {packages: {c: }}}\n");
        byHand("c", "package: {requires: {packages: {a: }}}\n");
        look();
        assertThat(problems("a"))
                .contains(
                        "a.yaml:1:35: Packages require each other in a circle: a → b → c → a; one of these requirements"
                                + " must go.");
        assertThat(problems("c")).anyMatch(problem -> problem.contains("c → a → b → c"));
    }

    @Test
    void fallbacksInACircleAreRefusedWithTheirPath() {
        apply("a", "package: {fallback: [b]}\n");
        assertThatThrownBy(() -> apply("b", "package: {fallback: a}\n"))
                .hasMessage(
                        "b.yaml:1:21: Packages fall back on each other in a circle: b → a → b; one of these fallbacks"
                                + " must go.");
    }

    @Test
    void aPluginInAnotherVersionIsAProblemAndOneThatIsNotThereIsPending() {
        assertThatThrownBy(() -> apply("a", "package: {requires: {plugins: {\"section:things\": \"[2,3)\"}}}\n"))
                .hasMessage(
                        "a.yaml:1:50: a requires the plugin section:things in [2.0.0,3.0.0), but section:things 1.0.0"
                                + " is there; what would do is section:things 2.0.0 or higher, below 3.0.0.");
        apply("b", "package: {requires: {plugins: {\"probe:ups\": \"[1,2)\"}}}\nthings: {g: {one: {}}}\n");
        assertThat(info("b").pending())
                .containsExactly(
                        java.util.Map.entry("b/package/requires/probe:ups", "needs probe:ups in [1.0.0,2.0.0)"));
        assertThat(info("b").sections()).containsEntry("things", 1);

        plugins.broken("probe", "ups", PluginState.PENDING, "needs a cable");
        apply("b", "package: {requires: {plugins: {\"probe:ups\": \"[1,2)\"}}} # again\n");
        assertThat(info("b").pending()).hasSize(1);
    }

    @Test
    void tellsWhereAHeaderIsWrong() {
        assertThatThrownBy(() -> apply("a", """
                        package:
                          requires:
                            package: {b: 1}
                            packages: {A: 1, a: 1, b: "[2,1)", c: one}
                            plugins: {ping: 1}
                          fallback: [a]
                          falback: b
                        """)).hasMessage("""
                        a.yaml:3:5: 'package' is not known in 'requires'; there are packages and plugins. Did you mean 'packages'?
                        a.yaml:4:16: 'A' cannot be the name of a package.
                        a.yaml:4:22: A package cannot require itself.
                        a.yaml:4:31: This is no range of versions; expected one in quotes, such as "[1.0,2)" for 1.0 or higher and below 2, or "1.0" for 1.0 or higher.
                        a.yaml:4:43: This is no range of versions; expected one in quotes, such as "[1.0,2)" for 1.0 or higher and below 2, or "1.0" for 1.0 or higher.
                        a.yaml:5:15: 'ping' names no plugin; expected kind:id in quotes, such as "probe:http".
                        a.yaml:6:14: 'fallback' is a list of at most 100 names of other packages, each once, such as [base].
                        a.yaml:7:3: 'falback' is not known here; possible are name, version, title, help, requires, fallback, review, approvers. Did you mean 'fallback'?""");
    }
}
