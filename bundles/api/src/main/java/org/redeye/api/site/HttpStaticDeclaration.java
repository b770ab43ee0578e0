package org.redeye.api.site;

import org.redeye.api.section.Declaration;

/**
 * A folder of the package whose files shall be served as they are.
 *
 * @param id its place, such as {@code shop/http static/static}
 * @param packageName the package that declares it
 * @param path the address of the folder below the package, without a slash at either end
 * @param folder the folder within the package's folder, without a slash at either end
 * @param audience who is served
 */
public record HttpStaticDeclaration(String id, String packageName, String path, String folder, Audience audience)
        implements Declaration {}
