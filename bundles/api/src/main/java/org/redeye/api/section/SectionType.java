package org.redeye.api.section;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.redeye.api.schema.Schema;

/** A type of section (plugin kind {@code section}; its id is the section's key in YAML). Thread-safe, without state. */
@ConsumerType
public interface SectionType {

    /** What its items look like. The same at every call. */
    Schema schema();

    /**
     * What an item asks for. Pure and deterministic: it depends on the arguments alone and changes nothing. Diff, dry
     * run, "what does this package own" and removal come from that.
     */
    List<Declaration> compile(Item item, CompileContext context);
}
