package org.redeye.probe.dns;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.redeye.probe.dns.DomainName.Malformed;

/**
 * What a name server answered.
 *
 * @param status the response code
 * @param cut whether it did not fit into the datagram
 * @param values the values of the type asked for, at the name asked for or where aliases lead from there
 * @param ttl the shortest lifetime of these and of the aliases, in seconds; -1 without any
 * @param strangers records that have nothing to do with the question
 * @param bytes its length
 */
record Answer(int status, boolean cut, boolean authoritative, List<String> values, long ttl, int strangers, int bytes) {

    private static final int RESPONSE = 0x8000;
    private static final int OPCODE = 0x7800;
    private static final int AUTHORITATIVE = 0x0400;
    private static final int TRUNCATED = 0x0200;
    private static final int INTERNET = 1;

    /**
     * Reads an answer.
     *
     * @return empty if it does not answer this question: another number, another name, no answer at all
     * @throws Malformed if it answers this question, but is broken
     */
    static Optional<Answer> read(byte[] bytes, Question question) throws Malformed {
        ByteBuffer message = ByteBuffer.wrap(bytes);
        if (bytes.length < 12 || (message.getShort() & 0xffff) != question.id()) {
            return Optional.empty();
        }
        int flags = message.getShort() & 0xffff;
        int questions = message.getShort();
        int records = message.getShort() & 0xffff;
        message.position(12);
        if ((flags & RESPONSE) == 0 || (flags & OPCODE) != 0) {
            return Optional.empty();
        }
        boolean cut = (flags & TRUNCATED) != 0;
        int status = flags & 0xf;
        if (questions == 0
                && status != Status.NOERROR.ordinal()) { // a server that cannot read the question repeats none
            return Optional.of(new Answer(status, cut, false, List.of(), -1, 0, bytes.length));
        }
        if (questions != 1 || !repeats(message, question)) {
            return Optional.empty();
        }
        var found = new Found(question);
        for (int i = 0; i < records && !cut; i++) { // what is cut is asked for again
            found.add(Entry.read(message));
        }
        return Optional.of(new Answer(
                status,
                cut,
                (flags & AUTHORITATIVE) != 0,
                List.copyOf(found.values),
                found.ttl,
                found.strangers,
                bytes.length));
    }

    private static boolean repeats(ByteBuffer message, Question question) {
        try {
            return same(DomainName.read(message), question.name())
                    && DomainName.number(message) == question.type().code()
                    && DomainName.number(message) == INTERNET;
        } catch (Malformed e) {
            return false;
        }
    }

    private static boolean same(String read, String asked) throws Malformed {
        String canonical = DomainName.read(ByteBuffer.wrap(DomainName.encode(asked)));
        return read.equalsIgnoreCase(canonical);
    }

    /** One record of the answer. @param type empty if it is of no type known here */
    private record Entry(String name, Optional<RecordType> type, long ttl, String value) {

        static Entry read(ByteBuffer message) throws Malformed {
            String name = DomainName.read(message);
            int code = DomainName.number(message);
            int kind = DomainName.number(message);
            // RFC 2181, 8: with the top bit set it counts as none
            long ttl = Math.max(0, DomainName.number(message) << 16 | DomainName.number(message));
            int length = DomainName.number(message);
            int end = message.position() + length;
            if (end > message.limit()) {
                throw new Malformed("a record is longer than the message");
            }
            for (RecordType type : RecordType.values()) {
                if (type.code() == code && kind == INTERNET) {
                    return new Entry(name, Optional.of(type), ttl, value(message, type, end));
                }
            }
            message.position(end);
            return new Entry(name, Optional.empty(), ttl, "");
        }

        private static String value(ByteBuffer message, RecordType type, int end) throws Malformed {
            String value = type.value(message, end);
            if (message.position() != end) {
                throw new Malformed("a record of the type " + type.name() + " is not as long as it says");
            }
            return value;
        }
    }

    /** Collects what belongs to the question. Servers send aliases before what they lead to. */
    private static final class Found {
        private final Question question;
        private final Set<String> names = new HashSet<>();
        private final List<String> values = new ArrayList<>();
        private long ttl = -1;
        private int strangers;

        Found(Question question) throws Malformed {
            this.question = question;
            names.add(key(DomainName.read(ByteBuffer.wrap(DomainName.encode(question.name())))));
        }

        void add(Entry entry) {
            RecordType type = entry.type().orElse(null);
            boolean wanted = type == question.type();
            if (!names.contains(key(entry.name())) || !wanted && type != RecordType.CNAME) {
                strangers += entry.type().isPresent() ? 1 : 0; // signatures and the like are welcome
                return;
            }
            if (wanted) {
                values.add(entry.value());
            } else {
                names.add(key(entry.value()));
            }
            ttl = ttl < 0 ? entry.ttl() : Math.min(ttl, entry.ttl());
        }

        private static String key(String name) {
            return name.toLowerCase(Locale.ROOT);
        }
    }
}
