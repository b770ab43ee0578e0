package org.redeye.api.site;

import java.util.Map;
import org.redeye.api.section.Declaration;

/**
 * A web page that shall be served: a template filled with data.
 *
 * @param id its place, such as {@code shop/http pages/orders}
 * @param packageName the package that declares it
 * @param path its address below the package, without a slash at either end; empty for the package's front page; one that
 *     ends in {@code /*} stands for every address below
 * @param title its name for people
 * @param template the template itself if it has a {@code <} or {@code %(} in it, otherwise a file in the package's folder
 * @param script the program that gives the data, a file in the package's folder; empty if none is asked
 * @param data what the template may say, by key; what the program gives goes before it
 * @param audience who is served
 */
public record HttpPageDeclaration(
        String id,
        String packageName,
        String path,
        String title,
        String template,
        String script,
        Map<String, Object> data,
        Audience audience)
        implements Declaration {

    /** Copies the data. */
    public HttpPageDeclaration {
        data = Map.copyOf(data);
    }

    /** Whether {@link #template} is the template itself and not the name of a file. */
    public boolean isInline() {
        return template.indexOf('<') >= 0 || template.contains("%(");
    }
}
