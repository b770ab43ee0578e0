package org.redeye.sites;

import java.util.List;

/** What a browser may load for a page: nothing inline, nothing from elsewhere. */
final class Policy {

    private static final String REST = "; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self';"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types rem-site";

    private Policy() {}

    /** A page without scripts. */
    static String plain() {
        return "default-src 'none'" + REST;
    }

    /**
     * A page with the host's own module.
     *
     * @param nonce names that module
     * @param folders addresses, host included, of folders with scripts of trusted packages; each ends in a slash
     */
    static String page(String nonce, List<String> folders) {
        String own = folders.isEmpty() ? "" : " " + String.join(" ", folders);
        return "default-src 'none'; script-src 'nonce-" + nonce + "'" + own + REST;
    }
}
