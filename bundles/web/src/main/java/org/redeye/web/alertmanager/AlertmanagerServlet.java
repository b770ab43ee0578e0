package org.redeye.web.alertmanager;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.AlertQuery;
import org.redeye.api.alert.Member;
import org.redeye.api.security.Role;
import org.redeye.web.Engines;
import org.redeye.web.NotifyEngines;
import org.redeye.web.auth.Identity;
import org.redeye.web.http.Access;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.http.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/v2/alerts} in Alertmanager's format: GET for its tools (a viewer may), POST for Prometheus (an operator may), which
 * signs in by HTTP Basic or with a token.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/api/v2/alerts")
public final class AlertmanagerServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(AlertmanagerServlet.class);
    private static final TypeReference<List<PostedAlert>> POSTED = new TypeReference<>() {};
    private static final int MOST_POSTED = 5_000;
    private static final int MOST_SHOWN = 10_000;
    private static final long PATIENCE_SECONDS = 20;
    private static final long TICK_SECONDS = 1;

    private final transient NotifyEngines notify;
    private final transient Engines engines;
    private final transient InstantSource clock = InstantSource.system();
    private final transient InboundAlerts inbound = new InboundAlerts(clock);
    private final transient ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "rem-inbound-alerts");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param notify the alerts engine
     * @param engines the store of when alerts end
     */
    @Activate
    public AlertmanagerServlet(@Reference NotifyEngines notify, @Reference Engines engines) {
        this.notify = notify;
        this.engines = engines;
        ticker.scheduleWithFixedDelay(this::tick, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
    }

    /** Ends; what is kept goes on at the next start. */
    @Deactivate
    public void stop() {
        ticker.shutdown();
    }

    private void tick() {
        try {
            inbound.tick(engines.stateStore(), notify.alerts());
        } catch (RuntimeException e) { // an engine is away; the next tick tries again
            LOG.debug("Alerts of others wait: {}", e.toString());
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            switch (request.getMethod()) {
                case "GET", "HEAD" -> {
                    Access.require(identity(request), Role.VIEWER);
                    Json.write(response, 200, show(request));
                }
                case "POST" -> {
                    Access.require(identity(request), Role.OPERATOR);
                    take(Json.MAPPER.readValue(request.getInputStream(), POSTED));
                    response.setStatus(200);
                }
                default -> throw HttpProblem.methodNotAllowed(request.getMethod(), "GET, HEAD, POST");
            }
        } catch (Exception e) { // whatever it is, the client gets a problem and no stack trace
            Problems.write(response, e);
        }
    }

    private static Optional<Identity> identity(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        return principal instanceof Identity identity ? Optional.of(identity) : Optional.empty();
    }

    private void take(@Nullable List<PostedAlert> posted) throws Exception {
        if (posted == null || posted.size() > MOST_POSTED || posted.contains(null)) {
            throw HttpProblem.badRequest("Expected a list of 0 to " + MOST_POSTED + " alerts.");
        }
        try {
            inbound.take(posted, engines.stateStore(), notify.alerts())
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw HttpProblem.unavailable("The alerts engine did not take them over in time. Send them again.");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private List<ShownAlert> show(HttpServletRequest request) {
        String[] filters = request.getParameterValues("filter");
        Matchers matchers = Matchers.of(filters == null ? new String[0] : filters);
        boolean active = wanted(request, "active");
        boolean silenced = wanted(request, "silenced");
        boolean inhibited = wanted(request, "inhibited");
        String receiver = Optional.ofNullable(request.getParameter("receiver")).orElse("");
        Instant now = clock.instant();
        var shown = new ArrayList<ShownAlert>();
        for (Alert alert : goingOn()) {
            for (Member member : alert.members()) {
                ShownAlert each = ShownAlert.of(alert, member, now);
                ShownAlert.Status status = each.status();
                boolean asked = status.state().equals("active")
                        ? active
                        : (silenced || status.silencedBy().isEmpty())
                                && (inhibited || status.inhibitedBy().isEmpty());
                if (member.firing()
                        && asked
                        && (receiver.isEmpty() || receiver.equals(alert.role()))
                        && matchers.fit(each.labels())
                        && shown.size() < MOST_SHOWN) {
                    shown.add(each);
                }
            }
        }
        return shown;
    }

    private List<Alert> goingOn() {
        var all = new ArrayList<Alert>();
        AlertQuery query = AlertQuery.GOING_ON;
        List<Alert> page;
        do {
            page = notify.alerts().list(query);
            all.addAll(page);
            if (!page.isEmpty()) {
                query = new AlertQuery(
                        query.states(),
                        query.match(),
                        query.role(),
                        query.text(),
                        query.from(),
                        query.to(),
                        page.get(page.size() - 1).id(),
                        query.limit());
            }
        } while (page.size() == query.limit() && all.size() < MOST_SHOWN);
        return all;
    }

    private static boolean wanted(HttpServletRequest request, String parameter) {
        String word = request.getParameter(parameter);
        if (word != null && !word.equals("true") && !word.equals("false")) {
            throw HttpProblem.badRequest("'" + parameter + "' is '" + word + "'; expected true or false.");
        }
        return !"false".equals(word);
    }
}
