package org.redeye.store.prometheus;

import java.util.List;
import org.redeye.api.platform.Meter;

/**
 * How the sending goes.
 *
 * @param sent samples that the server took
 * @param refused samples that it refused for good
 * @param dropped samples lost because the buffer was full
 * @param requests requests with samples
 * @param retries requests that had to be repeated
 * @param waiting samples that wait on disk
 * @param bufferBytes bytes of the buffer
 * @param behindSeconds age of the oldest sample that is being sent; 0 if none waits
 */
record Figures(
        double sent,
        double refused,
        double dropped,
        double requests,
        double retries,
        double waiting,
        double bufferBytes,
        double behindSeconds) {

    List<Meter> meters() {
        return List.of(
                Meter.counter("store_prometheus_sent_total", "Samples the server took", sent),
                Meter.counter("store_prometheus_refused_total", "Samples the server refused for good", refused),
                Meter.counter("store_prometheus_dropped_total", "Samples lost because the buffer was full", dropped),
                Meter.counter("store_prometheus_requests_total", "Requests with samples", requests),
                Meter.counter("store_prometheus_retries_total", "Requests that had to be repeated", retries),
                Meter.gauge("store_prometheus_waiting", "Samples that wait on disk", waiting),
                Meter.gauge("store_prometheus_buffer_bytes", "Bytes of the buffer on disk", bufferBytes),
                Meter.gauge(
                        "store_prometheus_behind_seconds",
                        "Age of the oldest sample that is being sent",
                        behindSeconds));
    }
}
