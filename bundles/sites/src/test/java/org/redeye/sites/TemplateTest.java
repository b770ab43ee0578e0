package org.redeye.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.redeye.sites.Template.Value;

class TemplateTest {

    private final ArrayList<String> missing = new ArrayList<>();

    private String render(String template, Map<String, String> data, boolean believed) {
        return Template.parse(template)
                .render(
                        key -> Optional.ofNullable(data.get(key)).map(believed ? Value::markup : Value::text),
                        "",
                        missing::add);
    }

    @Test
    void aKeyIsReplacedByItsValueEscaped() {
        assertThat(render("<p>%(name)s</p>", Map.of("name", "<b>&\"'`"), true))
                .isEqualTo("<p>&lt;b&gt;&amp;&quot;&#39;&#96;</p>");
    }

    @Test
    void aMissingKeyStaysVisible() {
        assertThat(render("<p>%(nmae)s and %(x<y)s</p>", Map.of(), true))
                .isEqualTo("<p>--(nmae)s-- and --(x&lt;y)s--</p>");
        assertThat(missing).containsExactly("nmae", "x<y");
    }

    @Test
    void htmlComesFromDataThatIsBelievedOnly() {
        assertThat(render("%(a)h", Map.of("a", "<b>"), true)).isEqualTo("<b>");
        assertThat(render("%(a)h", Map.of("a", "<b>"), false)).isEqualTo("&lt;b&gt;");
    }

    @Test
    void percentSignsAreThemselves() {
        assertThat(render("width: 100%; 5 %% of %(n)s, %(n)d %", Map.of("n", "%(n)s"), true))
                .isEqualTo("width: 100%; 5 % of %(n)s, %(n)d %");
    }

    @Test
    void theModuleStandsAtTheEndOfTheHead() {
        assertThat(Template.parse("<head><title>%(a)s</title></HEAD><body>")
                        .render(key -> Optional.empty(), "<M>", missing::add))
                .isEqualTo("<head><title>--(a)s--</title><M></HEAD><body>");
        assertThat(Template.parse("<p>").render(key -> Optional.empty(), "<M>", missing::add))
                .isEqualTo("<p><M>");
    }

    @Property(tries = 500)
    void noDataEverMakesATagOrLeavesItsQuotes(@ForAll String data) {
        String page = Template.parse("[%(a)s|%(b)h]")
                .render(key -> Optional.of(key.equals("a") ? Value.markup(data) : Value.text(data)), "", key -> {});
        assertThat(page).doesNotContain("<", ">", "\"", "'");
    }

    @Property(tries = 500)
    void noTextIsLostThatIsNoPlace(@ForAll String text) {
        String plain = text.replace("%", "");
        assertThat(Template.parse(plain).render(key -> Optional.empty(), "", key -> {}))
                .isEqualTo(plain);
    }
}
