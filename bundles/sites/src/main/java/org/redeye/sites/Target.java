package org.redeye.sites;

import org.redeye.api.site.Audience;
import org.redeye.api.site.HttpPageDeclaration;
import org.redeye.api.site.HttpRpcDeclaration;
import org.redeye.api.site.HttpStaticDeclaration;
import org.redeye.api.site.Route;

/** What answers a request. */
sealed interface Target {

    Route.Kind kind();

    String id();

    String packageName();

    Audience audience();

    /** A page. */
    record Page(HttpPageDeclaration page) implements Target {
        @Override
        public Route.Kind kind() {
            return Route.Kind.PAGE;
        }

        @Override
        public String id() {
            return page.id();
        }

        @Override
        public String packageName() {
            return page.packageName();
        }

        @Override
        public Audience audience() {
            return page.audience();
        }
    }

    /** A function. */
    record Function(HttpRpcDeclaration function) implements Target {
        @Override
        public Route.Kind kind() {
            return Route.Kind.RPC;
        }

        @Override
        public String id() {
            return function.id();
        }

        @Override
        public String packageName() {
            return function.packageName();
        }

        @Override
        public Audience audience() {
            return function.audience();
        }
    }

    /** A file that is there, with its content. */
    record File(HttpStaticDeclaration folder, String path, byte[] content) implements Target {
        @Override
        public Route.Kind kind() {
            return Route.Kind.STATIC;
        }

        @Override
        public String id() {
            return folder.id();
        }

        @Override
        public String packageName() {
            return folder.packageName();
        }

        @Override
        public Audience audience() {
            return folder.audience();
        }
    }
}
