package org.redeye.web.hot;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.redeye.api.event.Event;
import org.redeye.api.event.Events;
import org.redeye.api.security.Role;
import org.redeye.web.Engines;
import org.redeye.web.auth.Authenticator;
import org.redeye.web.auth.Identity;
import org.redeye.web.auth.Sessions;
import org.redeye.web.health.Counters;
import org.redeye.web.http.ApiServlet;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.whiteboard.ApiContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /api/v1/events}: what happens, as server-sent events. A client that comes back with {@code Last-Event-ID}
 * gets what it missed, as far as that is still held. A stream ends when its session or token does.
 */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(ApiContext.SELECT)
@HttpWhiteboardServletPattern("/events")
@HttpWhiteboardServletAsyncSupported
public final class EventsServlet extends ApiServlet {

    /** How many clients there may be at once. */
    static final int MOST = 200;

    private static final Logger LOG = LoggerFactory.getLogger(EventsServlet.class);
    private static final long serialVersionUID = 1;
    private static final long BEAT_SECONDS = 15;

    private final transient Engines engines;
    private final transient Authenticator authenticator;
    private final transient Counters counters;
    private final transient Runnable forget;
    private final transient Clock clock = Clock.systemUTC();
    private final transient Frames frames = new Frames();
    private final transient Semaphore places = new Semaphore(MOST);
    /** Each with the service its events come from. */
    private final transient Map<EventStream, Events> streams = new ConcurrentHashMap<>();

    private final transient ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "rem-event-streams");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param engines the event stream
     * @param authenticator tells whether who came may stay
     * @param sessions tells when somebody is out
     * @param counters counts clients and what they missed
     */
    @Activate
    public EventsServlet(
            @Reference Engines engines,
            @Reference Authenticator authenticator,
            @Reference Sessions sessions,
            @Reference Counters counters) {
        super("GET", Optional.of(Role.VIEWER));
        this.engines = engines;
        this.authenticator = authenticator;
        this.counters = counters;
        forget = sessions.onEnd(() -> later(this::sendAway));
        var unused = heart.scheduleWithFixedDelay(this::beat, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
    }

    @Deactivate
    void close() {
        forget.run();
        heart.shutdownNow();
        streams.keySet().forEach(EventStream::close);
    }

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        OptionalLong after = after(request);
        Set<String> types = types(request);
        Events events = engines.events();
        String node = engines.platform().node();
        Identity identity = identity(request).orElseThrow();
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("X-Accel-Buffering", "no"); // a proxy must not hold it back
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        EventStream stream = open(request, identity, events, node);
        Consumer<Event> listener = event -> deliver(event, types, stream);
        try {
            stream.own(after.isPresent() ? events.subscribe(after.getAsLong(), listener) : events.subscribe(listener));
        } catch (RuntimeException e) { // the service went away just now; the client comes again
            LOG.debug("No subscription to the event stream", e);
            stream.close();
        }
    }

    private EventStream open(HttpServletRequest request, Identity identity, Events events, String node)
            throws IOException {
        if (!places.tryAcquire()) {
            counters.eventClientRefused();
            throw HttpProblem.unavailable("There are " + MOST + " clients of the event stream already.");
        }
        AsyncContext async;
        EventStream stream;
        try {
            async = request.startAsync();
            async.setTimeout(0);
            stream = new EventStream(
                    async,
                    identity,
                    count -> Frames.lost(count, clock.millis(), node),
                    () -> counters.eventsLost(1),
                    this::later,
                    this::remove);
        } catch (IOException | RuntimeException e) {
            places.release();
            throw e;
        }
        counters.eventClients(1);
        streams.put(stream, events);
        stream.offer(Frames.opening());
        stream.open();
        return stream;
    }

    private void deliver(Event event, Set<String> types, EventStream stream) {
        boolean lost = event.type().equals(Events.LOST);
        if (lost && event.data().get("count") instanceof Number count) {
            counters.eventsLost(count.longValue());
        }
        if (lost || types.isEmpty() || types.contains(event.type())) {
            stream.offer(frames.of(event));
        }
    }

    private void remove(EventStream stream) {
        if (streams.remove(stream) != null) {
            counters.eventClients(-1);
            places.release();
        }
    }

    private void beat() {
        Optional<Events> now = engines.eventsIfThere();
        streams.forEach((stream, source) -> {
            if (now.isEmpty() || now.get() != source || !stream.beat()) {
                stream.close();
            }
        });
        sendAway();
    }

    private void sendAway() {
        streams.keySet().stream().filter(stream -> !mayStay(stream.identity())).forEach(EventStream::close);
    }

    private boolean mayStay(Identity identity) {
        try {
            return authenticator.isAlive(identity);
        } catch (RuntimeException e) { // the store is away for a moment; it is asked again at the next beat
            LOG.debug("Cannot tell whether {} may stay", identity, e);
            return true;
        }
    }

    private void later(Runnable work) {
        try {
            heart.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("The event streams are closing already");
        }
    }

    private static OptionalLong after(HttpServletRequest request) {
        String header = request.getHeader("Last-Event-ID");
        String text = header == null || header.isEmpty() ? request.getParameter("after") : header;
        if (text == null || text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw HttpProblem.badRequest(
                    "'" + text + "' is no id of an event; expected the 'id' of the last one seen.");
        }
    }

    private static Set<String> types(HttpServletRequest request) {
        String types = request.getParameter("types");
        return types == null || types.isBlank()
                ? Set.of()
                : Arrays.stream(types.split(",", -1)).map(String::trim).collect(Collectors.toUnmodifiableSet());
    }
}
