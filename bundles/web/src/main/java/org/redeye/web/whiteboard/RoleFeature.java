package org.redeye.web.whiteboard;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Optional;
import org.redeye.api.security.Role;
import org.redeye.web.auth.Identity;
import org.redeye.web.auth.Tokens;
import org.redeye.web.http.Access;

/**
 * Checks the role before a resource's method is called, for the resources of plugins too. A method says which role it
 * takes with {@code @RolesAllowed("editor")}, or {@code @PermitAll}; the method's word goes before that of its class. One
 * that says nothing takes viewer for GET and admin for anything else.
 */
final class RoleFeature implements DynamicFeature {

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        role(resource).ifPresent(role -> context.register(new RoleFilter(role), Priorities.AUTHORIZATION));
    }

    private record RoleFilter(Role role) implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            boolean known = request.getSecurityContext().getUserPrincipal() instanceof Identity;
            Access.require(
                    known ? Optional.of((Identity) request.getSecurityContext().getUserPrincipal()) : Optional.empty(),
                    role);
        }
    }

    private static Optional<Role> role(ResourceInfo resource) {
        Method method = resource.getResourceMethod();
        Class<?> type = resource.getResourceClass();
        if (method.isAnnotationPresent(PermitAll.class)) {
            return Optional.empty();
        }
        if (method.isAnnotationPresent(RolesAllowed.class)) {
            return Optional.of(lowest(method.getAnnotation(RolesAllowed.class)));
        }
        if (type.isAnnotationPresent(RolesAllowed.class)) {
            return Optional.of(lowest(type.getAnnotation(RolesAllowed.class)));
        }
        return Optional.of(isGet(method) ? Role.VIEWER : Role.ADMIN);
    }

    /** Each role may do what lower ones may, so the lowest that is named counts; a word that is no role admits admins. */
    private static Role lowest(RolesAllowed allowed) {
        Role lowest = Role.ADMIN;
        for (String word : allowed.value()) {
            Role role = Tokens.role(word).orElse(Role.ADMIN);
            lowest = lowest.includes(role) ? role : lowest;
        }
        return lowest;
    }

    private static boolean isGet(Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                return verb.value().equals("GET") || verb.value().equals("HEAD");
            }
        }
        return false;
    }
}
