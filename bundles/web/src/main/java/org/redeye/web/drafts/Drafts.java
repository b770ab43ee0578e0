package org.redeye.web.drafts;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.state.StateStore;
import org.redeye.api.state.Versioned;
import org.redeye.web.Engines;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;

/**
 * The drafts of each user, in the state store, packed with gzip. One that nobody touched for {@value #DAYS} days is thrown
 * away. Thread-safe.
 */
@Component(service = Drafts.class)
public final class Drafts {

    /** How many drafts a user may have. */
    static final int MOST = 50;

    private static final int DAYS = 30;
    private static final String BUCKET = "drafts";
    private static final int LONGEST_NAME = 64;
    /** Octets of both texts, unpacked. */
    private static final int LARGEST = 16 << 20;
    /** What the state store takes. */
    private static final int LARGEST_PACKED = 1 << 20;

    private final Engines engines;
    private final Clock clock;

    /** @param engines where the state store is found */
    @Activate
    public Drafts(@Reference Engines engines) {
        this(engines, Clock.systemUTC());
    }

    Drafts(Engines engines, Clock clock) {
        this.engines = engines;
        this.clock = clock;
    }

    /** The drafts of a user, by package. */
    public List<StoredDraft> of(String user) {
        long oldest = clock.millis() - Duration.ofDays(DAYS).toMillis();
        StateStore store = engines.stateStore();
        return store.scan(BUCKET, user + "/", "", MOST + 1).stream()
                .flatMap(stored -> {
                    Optional<StoredDraft> draft = unpack(stored);
                    if (draft.isEmpty() || draft.get().saved() < oldest) {
                        store.remove(BUCKET, stored.key());
                        return Optional.<StoredDraft>empty().stream();
                    }
                    return draft.stream();
                })
                .toList();
    }

    /** The draft of a package. */
    public Optional<StoredDraft> find(String user, String name) {
        return of(user).stream().filter(draft -> draft.name().equals(name)).findFirst();
    }

    /**
     * Keeps a draft, in the place of an older one.
     *
     * @return the draft with the time it was kept
     * @throws HttpProblem 413 if it is too large, 422 if the user has too many or the name cannot be one
     */
    public StoredDraft keep(String user, StoredDraft given) {
        String name = given.name();
        if (name.isBlank() || name.length() > LONGEST_NAME || name.contains("/")) {
            throw HttpProblem.unprocessable("'" + name + "' cannot be the name of a package.");
        }
        List<StoredDraft> mine = of(user);
        if (mine.size() >= MOST && mine.stream().noneMatch(draft -> draft.name().equals(name))) {
            throw HttpProblem.unprocessable("You have " + MOST + " drafts; save or discard one first.");
        }
        StoredDraft draft = given.savedAt(clock.millis());
        String packed = pack(draft);
        if (packed.length() > LARGEST_PACKED) {
            throw HttpProblem.of(413, "The draft is too large to be kept; save it, or keep it in a file.");
        }
        engines.stateStore().put(BUCKET, user + "/" + name, packed);
        return draft;
    }

    /** Throws a draft away, if it is there. */
    public void discard(String user, String name) {
        engines.stateStore().remove(BUCKET, user + "/" + name);
    }

    private static String pack(StoredDraft draft) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            Json.MAPPER.writeValue(gzip, draft);
        } catch (IOException e) {
            throw new IllegalStateException("A draft is plain JSON", e);
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }

    private static Optional<StoredDraft> unpack(Versioned stored) {
        try (var gzip =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(stored.value())))) {
            return Optional.of(Json.MAPPER.readValue(gzip.readNBytes(LARGEST), StoredDraft.class));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // a shape of another release
        }
    }
}
