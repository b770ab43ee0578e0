package org.redeye.web.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.page.PageDeclaration;
import org.redeye.api.page.WidgetSpec;
import org.redeye.web.auth.Identity;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.json.PageJson;
import org.redeye.web.json.SessionJson;
import org.redeye.web.json.WidgetJson;

/**
 * What the console needs first at an address, written into its page so that it need not ask: who is signed in, the widgets,
 * and the page of a package with the modules of its widgets. Thread-safe.
 */
@Component(service = Opening.class)
public final class Opening {

    private final Pages pages;
    private final PageViews views;
    private final Widgets widgets;

    /**
     * @param pages what is declared
     * @param views types the settings of widgets
     * @param widgets what is there
     */
    @Activate
    public Opening(@Reference Pages pages, @Reference PageViews views, @Reference Widgets widgets) {
        this.pages = pages;
        this.views = views;
        this.widgets = widgets;
    }

    private record Data(
            SessionJson session,
            List<WidgetJson> widgets,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            PageJson page) {}

    /**
     * HTML for the end of the body; empty if an engine is away, for then the console asks by itself.
     *
     * @param path the address of the console, decoded
     */
    public String html(Identity identity, String path) {
        try {
            Optional<PageDeclaration> page = pages.at(path);
            List<WidgetJson> known = widgets.list();
            var data = new Data(
                    SessionJson.of(identity), known, page.map(views::of).orElse(null));
            return preloads(page, known) + "<script type=\"application/json\" id=\"opening\">"
                    + withoutTags(Json.MAPPER.writeValueAsString(data)) + "</script>\n";
        } catch (HttpProblem | JsonProcessingException e) {
            return "";
        }
    }

    private static String preloads(Optional<PageDeclaration> page, List<WidgetJson> known) {
        List<String> used = page.stream()
                .flatMap(declared -> declared.widgets().stream())
                .map(WidgetSpec::widget)
                .distinct()
                .toList();
        var html = new StringBuilder();
        known.stream().filter(widget -> used.contains(widget.id())).forEach(widget -> html.append(
                        "<link rel=\"modulepreload\" href=\"")
                .append(attribute(widget.module()))
                .append("\">\n"));
        return html.toString();
    }

    private static String attribute(String text) {
        return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    }

    /** JSON in which nothing ends the element that it stands in, or begins a comment. */
    private static String withoutTags(String json) {
        return json.replace("<", "\\u003c");
    }
}
