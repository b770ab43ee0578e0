package org.redeye.api.schema;

/**
 * One layer of keys between a section and its items ({@code grouped indexes} in YAML).
 *
 * @param index the field that every item below gets with the layer's key as value; empty if the key is not stored so
 * @param type the id of the key's field type
 * @param keyField the field that gets the key unless the item itself carries it; empty if none
 */
public record IndexLayer(String index, String type, String keyField) {

    /** A layer whose key every item below gets as the field of this name. */
    public static IndexLayer group(String index) {
        return new IndexLayer(index, "text", "");
    }

    /** The usual last layer: the key is the item's {@code keyField} unless the item carries one. */
    public static IndexLayer key(String keyField) {
        return new IndexLayer("", "text", keyField);
    }
}
