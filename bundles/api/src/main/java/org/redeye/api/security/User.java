package org.redeye.api.security;

/**
 * Somebody who may sign in.
 *
 * @param name letters, digits, dots, dashes and underscores, 1 to 64 characters
 * @param role what they may do
 */
public record User(String name, Role role) {}
