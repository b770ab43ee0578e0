package org.redeye.api.ssh;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runs commands on other machines over SSH. Commands for the same {@link SshTarget} share a connection, up to 8 at once; it
 * is kept for a minute after the last of them, so that the checks of a host need one connection together. A connection that
 * turns out to be dead when it is used again is replaced once, unseen.
 *
 * <p>The key of the host is checked before anything is sent to it: it must have one of the target's fingerprints, or, if the
 * target has none, stand in the file {@code known_hosts} in the data folder (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"). A host
 * that is not known, or shows another key, is refused with HOSTKEY.
 *
 * <p>At most 1,000 connections are open. Thread-safe.
 */
@ProviderType
public interface Ssh {

    /** Runs a command once. Never fails: whatever becomes of it is told by the result. */
    CompletionStage<SshResult> run(SshCall call);
}
