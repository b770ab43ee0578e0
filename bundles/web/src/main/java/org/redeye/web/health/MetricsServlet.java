package org.redeye.web.health;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.platform.Meter;
import org.redeye.api.security.Role;
import org.redeye.web.Engines;
import org.redeye.web.http.ApiServlet;
import org.redeye.web.http.HttpProblem;

/** {@code /metrics}: every part's readings and the state of every check, as Prometheus reads them. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/metrics")
public final class MetricsServlet extends ApiServlet {

    private static final long serialVersionUID = 1;
    private static final int MOST_CHECKS = 10_000;

    private final transient Engines engines;
    private final transient Readings readings;

    /**
     * @param engines the checks
     * @param readings what every part tells of itself
     */
    @Activate
    public MetricsServlet(@Reference Engines engines, @Reference Readings readings) {
        super("GET", Optional.of(Role.VIEWER));
        this.engines = engines;
        this.readings = readings;
    }

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var meters = new ArrayList<>(readings.all());
        meters.addAll(checks());
        byte[] text = PrometheusText.of("rem_", meters).getBytes(StandardCharsets.UTF_8);
        response.setContentType(PrometheusText.MEDIA_TYPE);
        response.setContentLength(text.length);
        response.getOutputStream().write(text);
    }

    private List<Meter> checks() {
        List<CheckStatus> checks;
        try {
            checks = engines.checks().list();
        } catch (HttpProblem away) { // the rest is worth telling all the same
            return List.of();
        }
        var meters = new ArrayList<Meter>();
        for (CheckStatus check : checks.subList(0, Math.min(MOST_CHECKS, checks.size()))) {
            meters.add(new Meter(
                    "check_state",
                    "State of a check: 0 ok, 1 warning, 2 critical, 3 unknown, 4 pending",
                    false,
                    Map.of("id", check.id()),
                    check.state().ordinal()));
        }
        meters.add(Meter.gauge(
                "check_states_left_off",
                "Checks beyond the first " + MOST_CHECKS + ", which are not shown one by one",
                Math.max(0, checks.size() - MOST_CHECKS)));
        return meters;
    }
}
