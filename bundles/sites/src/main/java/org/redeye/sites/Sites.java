package org.redeye.sites;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.Trust;
import org.redeye.api.platform.Platform;
import org.redeye.api.schema.Binder;
import org.redeye.api.script.Scripts;
import org.redeye.sites.Lookup.Found;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what is asked of packages, wherever they are mounted. Thread-safe. */
@Component(service = Sites.class)
public final class Sites {

    private static final Logger LOG = LoggerFactory.getLogger(Sites.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Lookup lookup;
    private final PageAnswers pages;
    private final FunctionAnswers functions;
    private final Counts counts;

    /**
     * @param table what packages declare
     * @param counts counts what becomes of requests
     * @param packages tells what a package falls back on, and the fields of its sections
     * @param scripts runs programs
     * @param trust tells whose scripts browsers may run
     * @param binder checks forms
     * @param platform tells where the files are
     */
    @Activate
    public Sites(
            @Reference RoutingTable table,
            @Reference Counts counts,
            @Reference Packages packages,
            @Reference Scripts scripts,
            @Reference Trust trust,
            @Reference Binder binder,
            @Reference Platform platform) {
        var files = new PackageFiles(platform.data().resolve("packages"));
        var programs = new Programs(scripts, counts);
        var forms = new FormViews(table, packages);
        this.counts = counts;
        lookup = new Lookup(table, files, trust, packages::fallback);
        pages = new PageAnswers(files, trust, programs, forms, table, counts);
        functions = new FunctionAnswers(programs, forms, binder);
    }

    /**
     * Whether anything answers; for those who would give way to somebody else.
     *
     * @param packages the packages that are asked
     */
    boolean answers(List<String> packages, Exchange exchange) {
        return lookup.find(lookup.chain(packages), exchange.method(), exchange.path())
                .target()
                .isPresent();
    }

    /**
     * Answers a request.
     *
     * @param packages the packages that are asked, in order, each followed by what it falls back on
     */
    void answer(List<String> packages, Exchange exchange, HttpServletResponse response) throws IOException {
        counts.request();
        List<String> chain = lookup.chain(packages);
        Found found = lookup.find(chain, exchange.method(), exchange.path());
        if (exchange.explains()) {
            explain(chain, found, exchange).send(response, !exchange.isHead());
            return;
        }
        long begun = System.nanoTime();
        Answer answer = answer(found, chain, exchange);
        found.target().ifPresent(target -> counts.answered(target.id(), answer.status(), System.nanoTime() - begun));
        answer.send(response, !exchange.isHead());
    }

    private Answer answer(Found found, List<String> chain, Exchange exchange) throws IOException {
        try {
            Target target = found.target().orElseThrow(() -> nobody(found, chain, exchange));
            exchange.require(target.audience());
            if (target instanceof Target.Page page) {
                return pages.answer(page.page(), chain, exchange);
            }
            if (target instanceof Target.Function function) {
                return functions.answer(function.function(), exchange);
            }
            var file = (Target.File) target;
            return FileAnswers.answer(
                    file.path(), file.content(), file.audience().isPublic(), exchange);
        } catch (SiteProblem problem) {
            return Problems.answer(problem, exchange);
        } catch (RuntimeException e) {
            return Problems.answer(broken(e), exchange);
        }
    }

    private SiteProblem nobody(Found found, List<String> chain, Exchange exchange) {
        counts.miss();
        boolean stranger = exchange.user().isEmpty();
        if (stranger && !found.hasPublic()) {
            return SiteProblem.unauthorized(); // what is there is nobody else's business
        }
        if (!found.allowed().isEmpty()) {
            return SiteProblem.notAllowed(exchange.method(), String.join(", ", found.allowed()));
        }
        String asked = stranger ? "" : " Asked were the packages " + String.join(", ", chain) + ".";
        return SiteProblem.of(
                404, "Nothing is at '" + exchange.base() + exchange.path() + "': no page, function or file." + asked);
    }

    /** What is our fault goes to the log with an id, of which the client learns the id only. */
    private static SiteProblem broken(RuntimeException failure) {
        var bytes = new byte[6];
        RANDOM.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        LOG.error("A request failed, error id {}", id, failure);
        return SiteProblem.of(
                500, "Something broke on our side. The log has the particulars under the error id " + id + ".");
    }

    /** Which package answers and which were tried. */
    private static Answer explain(List<String> chain, Found found, Exchange exchange) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("method", exchange.method());
        json.put("base", exchange.base());
        json.put("path", exchange.path());
        ArrayNode packages = json.putArray("packages");
        chain.forEach(packages::add);
        if (found.target().isPresent()) {
            Target target = found.target().get();
            json.putObject("answered")
                    .put("package", target.packageName())
                    .put("kind", word(target.kind()))
                    .put("id", target.id())
                    .put("audience", target.audience().word());
        } else {
            json.putNull("answered");
        }
        ArrayNode tried = json.putArray("tried");
        found.tried().stream().filter(each -> !each.why().isEmpty()).forEach(each -> tried.addObject()
                .put("package", each.packageName())
                .put("kind", word(each.kind()))
                .put("why", each.why()));
        return Problems.json(200, json);
    }

    private static String word(org.redeye.api.site.Route.Kind kind) {
        return kind.name().toLowerCase(java.util.Locale.ROOT);
    }
}
