package org.redeye.api.schema;

/**
 * Something wrong in what a person wrote. The same sentence is shown in log, API, shell and console.
 *
 * @param position where
 * @param message what is wrong and what would be right, one sentence, with the offending value; never a secret
 * @param suggestion what was probably meant, such as the nearest valid key; empty if nothing is near
 * @param field the path of the field from its item, keys and list positions (from 0) with slashes ({@code zones/1}); empty if
 *     it is not one field that is wrong
 */
public record Problem(Position position, String message, String suggestion, String field) {

    /** One that is not about one field. */
    public Problem(Position position, String message, String suggestion) {
        this(position, message, suggestion, "");
    }

    /** One line for people: place, message, and the suggestion as a question. */
    @Override
    public String toString() {
        String place = position.equals(Position.NONE) ? "" : position + ": ";
        return place + message + (suggestion.isEmpty() ? "" : " Did you mean '" + suggestion + "'?");
    }
}
