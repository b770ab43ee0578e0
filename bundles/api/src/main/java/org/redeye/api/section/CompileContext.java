package org.redeye.api.section;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.redeye.api.plugin.PluginId;

/** What a section type may know while it compiles an item. Not to be kept after the call. */
@ProviderType
public interface CompileContext {

    /** The items of a section of the same package, in document order; empty if it has none. */
    List<Item> items(String section);

    /**
     * The first item of a section of the same package, in document order, whose {@link Item#text text} of a field is this;
     * found without looking at all of them.
     */
    Optional<Item> first(String section, String field, String text);

    /**
     * What a text may say of this instance in the manner {@code %(rem.url)s}: {@code rem.url} (the address of its web
     * console) and {@code rem.node}.
     */
    Map<String, String> variables();

    /**
     * Checks the settings of a plugin that an item names, if the plugin is there; what is wrong is reported like a
     * {@link #problem} at the field it is about. That includes what the plugin's configuration record refuses, if each
     * setting for itself is right. Without the plugin nothing is said: the item is then pending.
     *
     * @param settings raw values by key, see {@link org.redeye.api.schema.FieldType}
     */
    void check(Item item, PluginId plugin, Map<String, Object> settings);

    /**
     * Says that something is wrong with the item; the package is then refused as a whole.
     *
     * @param field the field it is about; empty for the item as a whole
     * @param message what is wrong and what would be right
     * @param suggestion what was probably meant; empty if nothing is near
     */
    void problem(Item item, String field, String message, String suggestion);

    /**
     * Says that something of the item is right but probably not meant; the package is taken over all the same. It is shown
     * at its place in the editor and with the package.
     *
     * @param field the field it is about; empty for the item as a whole
     * @param message what is odd and what would be right
     * @param suggestion what was probably meant; empty if nothing is near
     */
    void warning(Item item, String field, String message, String suggestion);
}
