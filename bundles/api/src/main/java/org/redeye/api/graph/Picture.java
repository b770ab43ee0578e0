package org.redeye.api.graph;

/**
 * A picture that was drawn. Equal tags stand for equal bytes.
 *
 * @param bytes the file; not to be changed
 * @param format the kind of file
 * @param tag a fingerprint of the bytes, letters and digits
 * @param asOf when the newest sample of its series was true, milliseconds since the epoch; 0 if there is none
 */
public record Picture(byte[] bytes, PictureFormat format, String tag, long asOf) {}
