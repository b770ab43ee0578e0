package org.redeye.api.oncall;

import java.time.ZoneId;
import java.util.List;
import org.redeye.api.section.Declaration;

/**
 * Somebody who may be called.
 *
 * @param id its place
 * @param packageName the package that declares it
 * @param name the name others refer to it by
 * @param title the name for people
 * @param user the user of the console who they are; empty if none
 * @param zone the time zone they live in
 * @param contacts how they are reached, in order of their delay
 */
public record PersonDeclaration(
        String id, String packageName, String name, String title, String user, ZoneId zone, List<Contact> contacts)
        implements Declaration {

    /** Copies the list. */
    public PersonDeclaration {
        contacts = List.copyOf(contacts);
    }
}
