package org.redeye.sites;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.redeye.api.script.ScriptCall;
import org.redeye.api.script.ScriptResult;
import org.redeye.api.script.Scripts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the programs of packages for pages and functions. A request waits for its program, so few may wait at once. */
final class Programs {

    /** Requests that wait for a program at once, so that the web server keeps threads for all else. */
    static final int MOST = 16;
    /** How many of those may be of people who are not signed in. */
    static final int MOST_STRANGERS = 8;
    /** Seconds that a request waits: the program's own five and those of who is before it. */
    private static final long PATIENCE = 20;

    private static final Logger LOG = LoggerFactory.getLogger(Programs.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Scripts scripts;
    private final Counts counts;
    private final Semaphore places = new Semaphore(MOST);
    private final Semaphore strangers = new Semaphore(MOST_STRANGERS);

    Programs(Scripts scripts, Counts counts) {
        this.scripts = scripts;
        this.counts = counts;
    }

    /**
     * Runs a program and waits for its answer.
     *
     * @param section whose item names it
     * @throws SiteProblem if there is no answer; who is not signed in is not told why
     */
    JsonNode ask(String packageName, String section, String program, ObjectNode input, boolean stranger) {
        if (stranger && !strangers.tryAcquire()) {
            throw tooMany();
        }
        try {
            if (!places.tryAcquire()) {
                throw tooMany();
            }
            try {
                return run(ScriptCall.of(packageName, section, program, input.toString()), stranger);
            } finally {
                places.release();
            }
        } finally {
            if (stranger) {
                strangers.release();
            }
        }
    }

    private SiteProblem tooMany() {
        counts.busy();
        return SiteProblem.busy("Too many programs of packages run at this moment. Try again later.");
    }

    private JsonNode run(ScriptCall call, boolean stranger) {
        ScriptResult result;
        try {
            result = scripts.run(call).toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw SiteProblem.of(504, "The program did not answer in time. Try again later.");
        } catch (ExecutionException e) {
            throw new IllegalStateException("Scripts never fail", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SiteProblem.busy("The server is about to stop. Try again later.");
        }
        if (!result.ok()) {
            throw failed(call, result, stranger);
        }
        try {
            return JSON.readTree(result.output());
        } catch (JsonProcessingException e) {
            throw wrong(call, "it answered JSON that cannot be read: " + e.getOriginalMessage(), stranger);
        }
    }

    private SiteProblem failed(ScriptCall call, ScriptResult result, boolean stranger) {
        LOG.warn("The program {} of {}: {}", call.program(), call.packageName(), result.message());
        String detail = stranger ? "The package that serves this could not answer." : result.message();
        return switch (result.outcome()) {
            case TIMEOUT -> SiteProblem.of(504, detail);
            case BUSY -> {
                counts.busy();
                yield SiteProblem.busy(detail);
            }
            case REFUSED -> SiteProblem.of(503, detail);
            default -> SiteProblem.of(502, detail);
        };
    }

    /** What is told of an answer that is not what it should be. */
    static SiteProblem wrong(ScriptCall call, String fault, boolean stranger) {
        return wrong(call.packageName(), call.program(), fault, stranger);
    }

    /** What is told of an answer that is not what it should be. */
    static SiteProblem wrong(String packageName, String program, String fault, boolean stranger) {
        LOG.warn("The program {} of {}: {}", program, packageName, fault);
        return SiteProblem.of(
                502,
                stranger
                        ? "The package that serves this could not answer."
                        : "The program packages/" + packageName + "/" + program + " failed: " + fault);
    }
}
