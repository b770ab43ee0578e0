package org.redeye.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.redeye.registry.TestFramework.widget;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginState;
import org.redeye.api.schema.FieldSpec;

/** Widgets have no Java: a bundle with a sound widget.json is all. */
@Timeout(60)
class WidgetsTest {
    private static final String GOOD = """
            {"title": "Gauge", "help": "One value on a dial", "module": "gauge.js", "export": "Gauge",
             "width": 3, "height": 2,
             "fields": [
               {"name": "series", "type": "list", "of": "text", "help": "Which series", "required": true},
               {"name": "range", "type": "duration", "default": "1h", "min": "1s"},
               {"name": "max", "type": "number", "default": 100, "unit": "points"},
               {"name": "scale", "type": "choice", "choices": ["linear", "log"], "default": "linear"},
               {"name": "labels", "type": "list", "default": ["a", "b"]}
             ]}
            """;

    @TempDir
    private static Path folder;

    private static TestFramework framework;

    @BeforeAll
    static void start() throws Exception {
        framework = TestFramework.in(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        framework.close();
    }

    @AfterEach
    void reset() throws Exception {
        framework.reset();
    }

    @Test
    void widgetIsActiveWhileItsBundleIs() throws Exception {
        Bundle bundle = framework.start(widget("gauge", GOOD));

        PluginInfo info = framework.await("widget:gauge", PluginState.ACTIVE);
        assertThat(info.title()).isEqualTo("Gauge");
        assertThat(info.help()).isEqualTo("One value on a dial");
        assertThat(framework.registry.resource(info.id(), "gauge.js")).isPresent();

        bundle.stop();
        framework.await("widget:gauge", PluginState.PENDING);
        bundle.start();
        framework.await("widget:gauge", PluginState.ACTIVE);
        bundle.uninstall();
        framework.awaitGone("widget:gauge");
    }

    @Test
    void itsFieldsBecomeASchema() throws Exception {
        framework.start(widget("gauge", GOOD));

        PluginInfo info = framework.await("widget:gauge", PluginState.ACTIVE);

        assertThat(List.copyOf(info.schema().fields().values()))
                .containsExactly(
                        FieldSpec.of("series", "list")
                                .help("Which series")
                                .required(true)
                                .element(FieldSpec.of("", "text").build())
                                .build(),
                        FieldSpec.of("range", "duration")
                                .def("1h")
                                .range("1s", "")
                                .build(),
                        FieldSpec.of("max", "number").def("100").unit("points").build(),
                        FieldSpec.of("scale", "choice")
                                .choices(List.of("linear", "log"))
                                .def("linear")
                                .build(),
                        FieldSpec.of("labels", "list").def("[\"a\",\"b\"]").build());
    }

    @Test
    void updateIsSeen() throws Exception {
        Bundle bundle = framework.start(widget("gauge", GOOD));
        framework.await("widget:gauge", PluginState.ACTIVE);

        bundle.update(widget("gauge", GOOD.replace("\"Gauge\",", "\"Dial\",")).version("1.1.0").stream());

        TestFramework.eventually(
                () -> framework.registry.list().stream().anyMatch(i -> i.title().equals("Dial")),
                () -> "the new title");
    }

    @Test
    void brokenJsonIsToldWithLineAndColumn() throws Exception {
        framework.start(widget("gauge", "{\"title\": \"Gauge\",\n  \"module\" \"gauge.js\"}"));

        assertThat(framework.await("widget:gauge", PluginState.FAILED).reason())
                .startsWith("META-INF/rem/widget.json:2:12: Unexpected character");
    }

    @Test
    void doubledKeyIsTold() {
        assertThat(problem("{\"module\": \"a.js\", \"module\": \"b.js\"}"))
                .startsWith("META-INF/rem/widget.json:1:")
                .contains("Duplicate field 'module'");
    }

    @Test
    void whatIsMissingOrWrongIsNamed() {
        assertThat(problem("[]")).startsWith("META-INF/rem/widget.json:1:1: expected an object");
        assertThat(problem("")).startsWith("META-INF/rem/widget.json:1:1: ");
        assertThat(problem("{} x")).startsWith("META-INF/rem/widget.json:1:");
        assertThat(problem("{}")).isEqualTo("META-INF/rem/widget.json: 'module' is missing; expected a text");
        assertThat(problem("{\"module\":\"a.js\",\"export\":\"A\",\"width\":13}"))
                .isEqualTo("META-INF/rem/widget.json: 'width' is 13; expected a whole number from 1 to 12");
        assertThat(problem("{\"module\":\"a.js\",\"export\":\"A\",\"fields\":[{\"name\":\"x\"}]}"))
                .isEqualTo("META-INF/rem/widget.json: 'fields[0].type' is missing; expected a text");
        assertThat(problem("{\"module\":\"a.js\",\"export\":\"A\",\"fields\":{}}"))
                .isEqualTo("META-INF/rem/widget.json: 'fields' must be a list");
    }

    @Test
    void moduleThatIsNotThereOrLiesElsewhereIsNamed() throws Exception {
        framework.start(widget("gauge", GOOD.replace("gauge.js", "../gauge.js")));

        PluginInfo info = framework.await("widget:gauge", PluginState.FAILED);
        assertThat(info.reason())
                .isEqualTo(
                        "META-INF/rem/widget.json names the module '../gauge.js', but there is no such file beside it");
        assertThat(info.title()).isEqualTo("Gauge");
    }

    @Test
    void bundleWithoutTheFileIsTold() throws Exception {
        framework.start(new TestFramework.PluginJar("org.example.bare", "")
                .header("Provide-Capability", "org.redeye.plugin;kind=widget;id=bare"));

        assertThat(framework.await("widget:bare", PluginState.FAILED).reason())
                .isEqualTo("its jar has no META-INF/rem/widget.json, which names its module and class");
    }

    private static String problem(String json) {
        try {
            return "accepted: " + WidgetFile.parse(json);
        } catch (WidgetFile.Broken e) {
            return e.getMessage();
        }
    }
}
