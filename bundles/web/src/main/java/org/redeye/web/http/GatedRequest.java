package org.redeye.web.http;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.redeye.api.security.Role;
import org.redeye.web.auth.Identity;

/** A request that has passed the gate: it knows who asks and reads no more than its bound. */
final class GatedRequest extends HttpServletRequestWrapper {

    private final Optional<Identity> identity;
    private final long limit;
    private @Nullable BoundedInput body;
    private @Nullable BufferedReader reader;

    GatedRequest(HttpServletRequest request, Optional<Identity> identity, long limit) {
        super(request);
        this.identity = identity;
        this.limit = limit;
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return identity.orElse(null);
    }

    @Override
    public @Nullable String getRemoteUser() {
        return identity.map(Identity::name).orElse(null);
    }

    @Override
    public @Nullable String getAuthType() {
        return identity.map(someone -> someone.means().name()).orElse(null);
    }

    @Override
    public boolean isUserInRole(String word) {
        for (Role role : Role.values()) {
            if (role.word().equals(word)) {
                return identity.filter(someone -> someone.role().includes(role)).isPresent();
            }
        }
        return false;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (body == null) {
            body = new BoundedInput(super.getInputStream(), limit);
        }
        return body;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        if (reader == null) {
            reader = new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
        return reader;
    }
}
