package org.redeye.api.schema;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What a field type may know while it works on a value. Not to be kept after the call. */
@ProviderType
public interface FieldContext {

    /** The field at hand. */
    FieldSpec spec();

    /** The same context for another field, such as the element of a list. */
    FieldContext with(FieldSpec spec);

    /**
     * Another field type, to hand an element on to.
     *
     * @throws FieldException "needs field:…" if it is not there
     */
    FieldType<?> type(String id) throws FieldException;

    /**
     * The names that a reference may take.
     *
     * @param target a section of the package ({@code hosts}: the items' paths joined with {@code /}) or {@code plugin:}
     *     and a kind (the ids of the plugins there)
     */
    List<String> names(String target);
}
