package org.redeye.probe.snmp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.asn1.BEROutputStream;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** An agent on a port of its own that answers as a test wants: as RFC 3416 says, or not at all so. */
final class Agent implements AutoCloseable {

    static final String COMMUNITY = "the-community";

    final NavigableMap<OID, Variable> objects = new TreeMap<>();
    final AtomicInteger requests = new AtomicInteger();
    /** What it does with a request: the answers it sends, in order. */
    volatile Function<PDU, List<PDU>> manner = request -> List.of(right(request));
    /** What version 3 gets: bytes as they are; by default nothing. */
    volatile Function<byte[], List<byte[]>> manner3 = message -> List.of();

    private final DatagramSocket socket;
    private final Thread thread;
    private volatile boolean version1;

    Agent() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        thread = new Thread(this::serve, "agent");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    Agent with(String oid, Variable value) {
        objects.put(new OID(oid), value);
        return this;
    }

    /** What an agent that keeps to the rules answers. */
    PDU right(PDU request) {
        PDU answer = empty(request);
        int index = 0;
        int repetitions = request.getType() == PDU.GETBULK ? request.getMaxRepetitions() : 1;
        OID[] from = request.getVariableBindings().stream()
                .map(VariableBinding::getOid)
                .toArray(OID[]::new);
        for (int row = 0; row < repetitions; row++) {
            for (int i = 0; i < from.length; i++) {
                index++;
                VariableBinding found = request.getType() == PDU.GET ? exact(from[i]) : after(from[i]);
                if (found.isException() && version1) {
                    return error(request, PDU.noSuchName, index);
                }
                answer.add(found);
                from[i] = found.getOid();
            }
        }
        return answer;
    }

    /** An answer with this error and nothing else. */
    static PDU error(PDU request, int status, int index) {
        PDU answer = empty(request);
        request.getVariableBindings().forEach(answer::add);
        answer.setErrorStatus(status);
        answer.setErrorIndex(index);
        return answer;
    }

    static PDU empty(PDU request) {
        PDU answer = request instanceof PDUv1 ? new PDUv1() : new PDU();
        answer.setType(PDU.RESPONSE);
        answer.setRequestID(request.getRequestID());
        return answer;
    }

    private VariableBinding exact(OID oid) {
        Variable value = objects.get(oid);
        return new VariableBinding(oid, value == null ? Null.noSuchInstance : value);
    }

    private VariableBinding after(OID oid) {
        Map.Entry<OID, Variable> next = objects.higherEntry(oid);
        return next == null
                ? new VariableBinding(oid, Null.endOfMibView)
                : new VariableBinding(next.getKey(), next.getValue());
    }

    private void serve() {
        var packet = new DatagramPacket(new byte[65_535], 65_535);
        while (!socket.isClosed()) {
            try {
                packet.setLength(65_535);
                socket.receive(packet);
                requests.incrementAndGet();
                byte[] message = java.util.Arrays.copyOf(packet.getData(), packet.getLength());
                for (byte[] answer : answers(message)) {
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private List<byte[]> answers(byte[] message) throws IOException {
        var in = new BERInputStream(ByteBuffer.wrap(message));
        BER.decodeHeader(in, new BER.MutableByte());
        var version = new Integer32();
        version.decodeBER(in);
        if (version.getValue() == 3) {
            return manner3.apply(message);
        }
        var community = new OctetString();
        community.decodeBER(in);
        if (!community.toString().equals(COMMUNITY)) {
            return List.of(); // as the real ones: silence
        }
        version1 = version.getValue() == 0;
        PDU request = version1 ? new PDUv1() : new PDU();
        request.decodeBER(in);
        return manner.apply(request).stream()
                .map(answer -> message(version, community, answer))
                .toList();
    }

    private static byte[] message(Integer32 version, OctetString community, PDU answer) {
        try {
            int length = version.getBERLength() + community.getBERLength() + answer.getBERLength();
            var buffer = ByteBuffer.allocate(length + 20);
            var out = new BEROutputStream(buffer);
            BER.encodeHeader(out, BER.SEQUENCE, length);
            version.encodeBER(out);
            community.encodeBER(out);
            answer.encodeBER(out);
            return java.util.Arrays.copyOf(buffer.array(), buffer.position());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A report of version 3, not signed, to the message: its msgID and nothing else of it is looked at. */
    static byte[] report(byte[] message, OID what) {
        try {
            var in = new BERInputStream(ByteBuffer.wrap(message));
            BER.decodeHeader(in, new BER.MutableByte());
            new Integer32().decodeBER(in);
            BER.decodeHeader(in, new BER.MutableByte());
            var id = new Integer32();
            id.decodeBER(in);
            var engine = new OctetString("\u0001engine");
            var nothing = new OctetString();
            byte[] header = sequence(id, new Integer32(65_507), new OctetString(new byte[] {0}), new Integer32(3));
            byte[] usm = sequence(engine, new Integer32(1), new Integer32(100), nothing, nothing, nothing);
            var pdu = new PDU();
            pdu.setType(PDU.REPORT);
            pdu.setRequestID(new Integer32(0));
            pdu.add(new VariableBinding(what, new Counter32(1)));
            byte[] scoped = sequence(engine, nothing, pdu);
            return sequence(new Integer32(3), raw(header), new OctetString(usm), raw(scoped));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Part {
        void to(BEROutputStream out) throws IOException;
    }

    private static Part raw(byte[] bytes) {
        return out -> out.write(bytes);
    }

    private static byte[] sequence(Object... parts) throws IOException {
        var body = ByteBuffer.allocate(2_000);
        var out = new BEROutputStream(body);
        for (Object part : parts) {
            if (part instanceof Part bytes) {
                bytes.to(out);
            } else {
                ((org.snmp4j.asn1.BERSerializable) part).encodeBER(out);
            }
        }
        var whole = ByteBuffer.allocate(body.position() + 20);
        var framed = new BEROutputStream(whole);
        BER.encodeHeader(framed, BER.SEQUENCE, body.position());
        framed.write(body.array(), 0, body.position());
        return java.util.Arrays.copyOf(whole.array(), whole.position());
    }

    @Override
    public void close() {
        socket.close();
    }
}
