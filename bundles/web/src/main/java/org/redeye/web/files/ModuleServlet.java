package org.redeye.web.files;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.redeye.api.security.Role;
import org.redeye.web.http.ApiServlet;
import org.redeye.web.http.HttpProblem;

/** {@code <prefix><id>/<fingerprint>/<file>}: the modules of plugins, straight out of their bundles. */
abstract class ModuleServlet extends ApiServlet {

    private static final long serialVersionUID = 1;

    /** All modules that we know of take 60 kB compressed. */
    private static final int MOST_KEPT = 8 << 20;

    private final String prefix;
    private final String missing;
    private final transient Compressor compressor = new Compressor(MOST_KEPT);

    /**
     * @param prefix what the addresses begin with, a slash at its end
     * @param missing what is said of an address where nothing is
     */
    ModuleServlet(String prefix, String missing) {
        super("GET", Optional.of(Role.VIEWER));
        this.prefix = prefix;
        this.missing = missing;
    }

    /** A file of a plugin; empty if it has none, or the fingerprint is not the present one. */
    abstract Optional<byte[]> file(String id, String hash, String path);

    @Override
    protected final void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String[] parts = below(prefix, request).split("/", 3);
        Optional<StaticFile> found = parts.length < 3 ? Optional.empty() : withCopy(parts[0], parts[1], parts[2]);
        found.map(compressor::compress)
                .orElseThrow(() -> HttpProblem.notFound(missing))
                .send(request, response);
    }

    /** A file, with the compressed copy that lies beside it if there is one. */
    private Optional<StaticFile> withCopy(String id, String hash, String path) {
        return file(id, hash, path).map(bytes -> StaticFile.of(path, bytes, file(id, hash, path + ".gz"), true));
    }
}
