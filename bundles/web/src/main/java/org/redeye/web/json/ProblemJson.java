package org.redeye.web.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.redeye.api.schema.Problem;

/**
 * An error as RFC 9457 writes it ({@code application/problem+json}).
 *
 * @param type always {@code about:blank}: the status says what kind it is
 * @param title the status in words
 * @param status the HTTP status
 * @param detail what happened, what was expected, what to do
 * @param problems the places in what was sent; left out if there are none
 */
public record ProblemJson(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Place> problems) {

    /** The media type of an error. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad request"),
            Map.entry(401, "Not signed in"),
            Map.entry(403, "Not allowed"),
            Map.entry(404, "Not found"),
            Map.entry(405, "Method not allowed"),
            Map.entry(406, "Not acceptable"),
            Map.entry(409, "Conflict"),
            Map.entry(412, "Changed in between"),
            Map.entry(413, "Too large"),
            Map.entry(415, "Unsupported media type"),
            Map.entry(422, "Invalid"),
            Map.entry(429, "Too many requests"),
            Map.entry(500, "Internal error"),
            Map.entry(503, "Not available"),
            Map.entry(504, "Took too long"));

    /** An error without places. */
    public static ProblemJson of(int status, String detail) {
        return of(status, detail, List.of());
    }

    /** An error with the places in what was sent. */
    public static ProblemJson of(int status, String detail, List<Place> problems) {
        return new ProblemJson("about:blank", TITLES.getOrDefault(status, "Error"), status, detail, problems);
    }

    /**
     * One place and what is wrong there.
     *
     * @param file the file's name; empty if the text has none
     * @param line counted from 1; 0 if unknown
     * @param column counted from 1; 0 if unknown
     * @param message what is wrong and what would be right
     * @param suggestion what was probably meant; empty if nothing is near
     * @param field the path of the field from its item; left out if it is not one field that is wrong
     */
    public record Place(
            String file,
            int line,
            int column,
            String message,
            String suggestion,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String field) {

        /** The place of a problem. */
        public static Place of(Problem problem) {
            return new Place(
                    problem.position().file(),
                    problem.position().line(),
                    problem.position().column(),
                    problem.message(),
                    problem.suggestion(),
                    problem.field());
        }
    }
}
