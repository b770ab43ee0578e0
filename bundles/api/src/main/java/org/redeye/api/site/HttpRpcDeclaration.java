package org.redeye.api.site;

import org.redeye.api.section.Declaration;

/**
 * A function that pages call: what its program answers is written into the page's elements by their ids.
 *
 * @param id its place, such as {@code shop/http rpc/order}
 * @param packageName the package that declares it
 * @param name its key; its address below the package is {@code rpc/} and this
 * @param script the program, a file in the package's folder
 * @param form the section of the same package whose fields a call must fit; empty if it takes any
 * @param audience who may call it
 */
public record HttpRpcDeclaration(
        String id, String packageName, String name, String script, String form, Audience audience)
        implements Declaration {}
