package org.redeye.api.packages;

/**
 * What installing a unit does, or would do.
 *
 * @param name the package
 * @param before the version that is there now; empty if the package is not there
 * @param version the version that comes
 * @param signedBy the name of the trusted key that signed the unit; empty if it is not signed
 * @param plan what happens to declarations and files
 */
public record UnitPlan(String name, String before, String version, String signedBy, Plan plan) {}
