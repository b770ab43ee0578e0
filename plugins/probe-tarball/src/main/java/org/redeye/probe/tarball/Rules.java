package org.redeye.probe.tarball;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.redeye.api.probe.Reason;
import org.redeye.api.text.Glob;

/** Holds a listing against what is expected; finds every rule that is broken. */
final class Rules {

    /** A clock over there may be a little ahead. */
    private static final Duration FUTURE = Duration.ofHours(1);

    private final TarballConfig config;
    private final Listing listing;
    private final Instant now;
    private final List<Finding> findings = new ArrayList<>();

    private Rules(TarballConfig config, Listing listing, Instant now) {
        this.config = config;
        this.listing = listing;
        this.now = now;
    }

    /** @param digests MD5 of the newest archives by path; empty if they were not computed */
    static List<Finding> check(TarballConfig config, Listing listing, Map<String, String> digests, Instant now) {
        var rules = new Rules(config, listing, now);
        rules.missing();
        listing.items().forEach((item, tarballs) -> {
            rules.age(item, tarballs);
            rules.count(item, tarballs);
            rules.change(item, tarballs);
            if (config.digest() != TarballConfig.Digest.NONE) {
                rules.sidecars(tarballs);
            }
        });
        rules.digests(digests);
        rules.locks();
        return rules.findings;
    }

    private void find(Reason reason, String what) {
        findings.add(new Finding(reason, Words.printable(what)));
    }

    private void missing() {
        for (String wanted : config.select()) {
            if (listing.items().keySet().stream().noneMatch(new Glob(wanted)::matches)) {
                find(Reason.MISSING, wanted + ": there is no archive of it");
            }
        }
        if (config.select().isEmpty() && listing.items().isEmpty()) {
            find(Reason.MISSING, config.path() + ": there is no archive " + config.files() + " below it");
        }
    }

    private void age(String item, List<Tarball> tarballs) {
        Tarball newest = tarballs.get(tarballs.size() - 1);
        Duration age = Duration.between(newest.at(), now);
        if (age.compareTo(config.maxAge()) > 0) {
            find(
                    Reason.AGE,
                    item + ": the newest archive is of " + newest.at() + ", " + Words.time(age) + " ago; allowed are "
                            + Words.time(config.maxAge()));
        } else if (age.compareTo(FUTURE.negated()) < 0) {
            find(Reason.AGE, item + ": the newest archive is of " + newest.at() + ", which is in the future");
        }
    }

    private void count(String item, List<Tarball> tarballs) {
        if (tarballs.size() < config.min()) {
            find(
                    Reason.COUNT,
                    item + ": there are " + tarballs.size() + " archives; expected are at least " + config.min());
        }
    }

    /** Compares what was made at the newest date with what was made at the one before. */
    private void change(String item, List<Tarball> tarballs) {
        List<Tarball> newest = Listing.newest(tarballs);
        List<Tarball> before = tarballs.subList(0, tarballs.size() - newest.size());
        if (before.isEmpty()) {
            return;
        }
        long now = size(newest);
        long then = size(Listing.newest(before));
        double percent = then == 0 ? (now == 0 ? 0 : Double.POSITIVE_INFINITY) : 100.0 * (now - then) / then;
        boolean dropped = config.maxDrop() < 100 && -percent > config.maxDrop();
        boolean jumped = config.maxJump() > 0 && percent > config.maxJump();
        if (dropped || jumped) {
            find(
                    Reason.CHANGE,
                    item + ": the newest backup has " + now + " B, the one before " + then + " B; it may be at most "
                            + (dropped ? config.maxDrop() + " % smaller" : config.maxJump() + " % larger"));
        }
    }

    private static long size(List<Tarball> tarballs) {
        return tarballs.stream().mapToLong(Tarball::size).sum();
    }

    private void sidecars(List<Tarball> tarballs) {
        List<Tarball> newest = Listing.newest(tarballs);
        for (Tarball tarball : tarballs) {
            String content = listing.notes().get(tarball.path() + config.sidecar());
            Optional<Sidecar> sidecar = content == null ? Optional.empty() : Sidecar.parse(content);
            if (sidecar.isEmpty() && newest.contains(tarball)) {
                find(
                        Reason.SIDECAR,
                        tarball.path() + ": "
                                + (content == null
                                        ? "there is no note " + config.sidecar() + " of its digest"
                                        : "its note " + config.sidecar() + " names no digest"));
            }
            sidecar.filter(note -> note.size() >= 0 && note.size() != tarball.size())
                    .ifPresent(note -> find(
                            Reason.DIGEST,
                            tarball.path() + ": it has " + tarball.size() + " B; its note says " + note.size() + " B"));
        }
    }

    private void digests(Map<String, String> digests) {
        digests.forEach((path, digest) -> Optional.ofNullable(listing.notes().get(path + config.sidecar()))
                .flatMap(Sidecar::parse)
                .filter(note -> !note.md5().equals(digest))
                .ifPresent(note ->
                        find(Reason.DIGEST, path + ": its digest is " + digest + "; its note says " + note.md5())));
    }

    private void locks() {
        for (Entry.Lock lock : listing.locks()) {
            var age = Duration.ofMillis((long) (now.toEpochMilli() - lock.modified() * 1000));
            if (age.compareTo(config.maxLock()) > 0) {
                find(
                        Reason.LOCK,
                        lock.path() + ": this lock is " + Words.time(age) + " old; a backup may take "
                                + Words.time(config.maxLock()));
            }
        }
    }
}
