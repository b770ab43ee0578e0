package org.redeye.web.json;

import org.jspecify.annotations.Nullable;

/**
 * A test notice that shall be sent.
 *
 * @param to the address as a contact has it; null for none
 */
public record ChannelTestRequest(@Nullable String to) {}
