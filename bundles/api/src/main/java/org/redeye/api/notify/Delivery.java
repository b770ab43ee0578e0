package org.redeye.api.notify;

/**
 * What became of a notice.
 *
 * @param result whether it was taken over
 * @param proof what the gateway answered, one line of at most 500 characters: a reply code, a queue id. Never a secret
 */
public record Delivery(Result result, String proof) {

    /** What may become of it. */
    public enum Result {
        /** The gateway has taken it over. */
        SENT,
        /** It has not; another try may help. */
        FAILED,
        /** It will not, however often it is tried: a wrong address, a password that is not right. */
        REFUSED
    }

    /** It was taken over. */
    public static Delivery sent(String proof) {
        return new Delivery(Result.SENT, proof);
    }

    /** It was not taken over now. */
    public static Delivery failed(String proof) {
        return new Delivery(Result.FAILED, proof);
    }

    /** It will not be taken over. */
    public static Delivery refused(String proof) {
        return new Delivery(Result.REFUSED, proof);
    }
}
