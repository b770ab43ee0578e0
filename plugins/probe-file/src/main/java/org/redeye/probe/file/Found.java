package org.redeye.probe.file;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A file.
 *
 * @param modified when it was last written
 * @param size in bytes
 */
record Found(Path path, Instant modified, long size) {}
