package org.redeye.web.graph;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.redeye.api.graph.GraphInfo;
import org.redeye.api.graph.PictureFormat;
import org.redeye.api.graph.Span;
import org.redeye.api.graph.Theme;

/** The page around the pictures of a series or check: HTML, no script. It asks for itself again from time to time. */
final class GraphPage {

    private record Range(String word, Duration length, String parameter) {}

    private static final List<Range> RANGES = List.of(
            new Range("1 hour", Duration.ofHours(1), "1h"),
            new Range("1 day", Duration.ofDays(1), "1d"),
            new Range("1 week", Duration.ofDays(7), "7d"),
            new Range("1 month", Duration.ofDays(30), "30d"),
            new Range("1 year", Duration.ofDays(365), "365d"));

    /** Units of a check that are shown, a picture each. */
    private static final int MOST_PICTURES = 12;
    /** Seconds until the page is asked for again: about the time of a pixel, within these. */
    private static final long SOONEST = 10;

    private static final long LATEST = 300;
    private static final Map<Character, String> MARKUP =
            Map.of('<', "&lt;", '>', "&gt;", '&', "&amp;", '"', "&quot;", '\'', "&#39;");

    private final GraphInfo info;
    private final GraphQuery query;
    private final StringBuilder out = new StringBuilder(4096);

    private GraphPage(GraphInfo info, GraphQuery query) {
        this.info = info;
        this.query = query;
    }

    /** The page as bytes. */
    static byte[] of(GraphInfo info, GraphQuery query) {
        return new GraphPage(info, query).page().getBytes(StandardCharsets.UTF_8);
    }

    private String page() {
        String theme = query.theme().map(Theme::word).orElse("system");
        out.append("<!doctype html>\n<html lang=\"en\" class=\"").append(theme).append("\">\n<head>\n");
        out.append("<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n");
        if (query.span() instanceof Span.Last last) {
            long pixel = last.length().toSeconds() / query.width();
            out.append("<meta http-equiv=\"refresh\" content=\"")
                    .append(Math.max(SOONEST, Math.min(LATEST, Math.max(pixel, info.step() / 1000))))
                    .append("\">\n");
        }
        out.append("<title>").append(text(info.title())).append(" – Red Eye Monitor</title>\n");
        out.append("<link rel=\"stylesheet\" href=\"/graphs/page.css\">\n</head>\n<body>\n<main>\n<header>\n<h1>");
        out.append(text(info.title()))
                .append("</h1>\n<p>")
                .append(text(info.id()))
                .append("</p>\n</header>\n");
        ranges();
        List<String> units = query.unit().map(List::of).orElse(info.units());
        units.stream().limit(MOST_PICTURES).forEach(this::picture);
        if (units.size() > MOST_PICTURES) {
            out.append("<p>And ")
                    .append(units.size() - MOST_PICTURES)
                    .append(" more units: ask for one with ?unit=.</p>\n");
        }
        return out.append("</main>\n</body>\n</html>\n").toString();
    }

    private void ranges() {
        out.append("<nav aria-label=\"Time shown\">\n");
        for (Range range : RANGES) {
            boolean current =
                    query.span() instanceof Span.Last last && last.length().equals(range.length());
            out.append("<a href=\"").append(address("", query.unit().orElse(null), "range=" + range.parameter(), null));
            out.append(current ? "\" aria-current=\"true\">" : "\">")
                    .append(range.word())
                    .append("</a>\n");
        }
        out.append("</nav>\n");
    }

    private void picture(String unit) {
        String name = info.title() + (info.units().size() > 1 ? ", " + (unit.isEmpty() ? "counts" : unit) : "");
        out.append("<figure>\n<picture>\n");
        if (query.theme().isEmpty()) {
            out.append("<source media=\"(prefers-color-scheme: dark)\" srcset=\"");
            out.append(source(unit, PictureFormat.SVG, Theme.DARK)).append("\">\n");
        }
        Theme theme = query.theme().orElse(Theme.LIGHT);
        out.append("<img src=\"").append(source(unit, PictureFormat.SVG, theme)).append("\" width=\"");
        out.append(query.width())
                .append("\" height=\"")
                .append(query.height())
                .append("\" alt=\"")
                .append(text(name));
        out.append("\">\n</picture>\n<figcaption><a href=\"").append(source(unit, PictureFormat.SVG, theme));
        out.append("\">SVG</a> <a href=\"").append(source(unit, PictureFormat.PNG, theme));
        out.append("\">PNG</a></figcaption>\n</figure>\n");
    }

    private String source(String unit, PictureFormat format, Theme theme) {
        String span = query.span() instanceof Span.Between between
                ? "from=" + between.from() + "&to=" + between.to()
                : "range=" + ((Span.Last) query.span()).length().toMillis() + "ms";
        return address("." + format.ending(), unit, span + "&w=" + query.width() + "&h=" + query.height(), theme);
    }

    private String address(String ending, @Nullable String unit, String more, @Nullable Theme theme) {
        Theme said = theme == null ? query.theme().orElse(null) : theme;
        return text("/graphs/" + encoded(info.id()) + ending + "?" + more
                + (unit == null ? "" : "&unit=" + encoded(unit))
                + (said == null ? "" : "&theme=" + said.word())
                + "&zone=" + encoded(query.zone().getId()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String text(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> escaped.append(MARKUP.getOrDefault((char) c, String.valueOf((char) c))));
        return escaped.toString();
    }
}
