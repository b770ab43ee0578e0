package org.redeye.api.alert;

import org.redeye.api.section.Declaration;

/**
 * Which role is called about conditions that name none. The first that fits decides, by order and then by id.
 *
 * @param id its place
 * @param packageName the package that declares it
 * @param match what it is about
 * @param role the name of the role
 * @param order smaller ones are asked first
 */
public record RouteDeclaration(String id, String packageName, Match match, String role, int order)
        implements Declaration {}
