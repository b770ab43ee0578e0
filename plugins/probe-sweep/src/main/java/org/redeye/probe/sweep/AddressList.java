package org.redeye.probe.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Addresses of IPv4 as people write them: {@code 10.0.0.7}, {@code 10.0.0.10-10.0.0.99}, {@code 10.0.0.0/24} (RFC 4632). */
final class AddressList {

    private static final Pattern ONE = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final String EXPECTED =
            "expected an address like 10.0.0.7, a range like 10.0.0.10-10.0.0.99 or a network like 10.0.0.0/24";

    private AddressList() {}

    /** From the first to the last, both included, as unsigned numbers. */
    private record Range(long first, long last) {
        long size() {
            return last - first + 1;
        }
    }

    /**
     * All addresses that are named and not excepted, each once, in their order. Of a network of more than two addresses
     * the first and the last are left out: they are the network's own name and its broadcast address.
     *
     * @param most how many they may be before what is excepted is left out
     * @throws IllegalArgumentException if one is no address, or they are too many; the message says which
     */
    static int[] of(List<String> named, List<String> excepted, int most) {
        List<Range> without = ranges("except", excepted, false);
        List<Range> ranges = bounded(ranges("addresses", named, true), most);
        int[] all = ranges.stream()
                .flatMapToInt(range -> IntStream.range(0, (int) range.size()).map(i -> (int) (range.first + i)))
                .filter(address -> without.stream().noneMatch(range -> contains(range, address)))
                .toArray();
        return distinct(all);
    }

    /** Says what {@link #of} would, without making them. */
    static void check(List<String> named, List<String> excepted, int most) {
        ranges("except", excepted, false);
        bounded(ranges("addresses", named, true), most);
    }

    private static List<Range> bounded(List<Range> ranges, int most) {
        long count = ranges.stream().mapToLong(Range::size).sum();
        if (count > most) {
            throw new IllegalArgumentException(
                    "'addresses' names " + count + " addresses; at most " + most + " are asked by one check.");
        }
        return ranges;
    }

    private static boolean contains(Range range, int address) {
        long number = address & 0xffff_ffffL;
        return range.first <= number && number <= range.last;
    }

    private static int[] distinct(int[] addresses) {
        long[] sorted = Arrays.stream(addresses)
                .mapToLong(address -> address & 0xffff_ffffL)
                .sorted()
                .distinct()
                .toArray();
        return Arrays.stream(sorted).mapToInt(address -> (int) address).toArray();
    }

    private static List<Range> ranges(String field, List<String> texts, boolean hostsOnly) {
        var ranges = new ArrayList<Range>(texts.size());
        for (String text : texts) {
            try {
                ranges.add(range(text.strip(), hostsOnly));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("'" + field + "' has '" + text + "'; " + e.getMessage() + ".", e);
            }
        }
        return ranges;
    }

    private static Range range(String text, boolean hostsOnly) {
        int slash = text.indexOf('/');
        int dash = text.indexOf('-');
        if (slash >= 0) {
            return network(one(text.substring(0, slash)), text.substring(slash + 1), hostsOnly);
        }
        if (dash >= 0) {
            var range = new Range(
                    one(text.substring(0, dash).strip()),
                    one(text.substring(dash + 1).strip()));
            if (range.size() < 1) {
                throw new IllegalArgumentException("a range goes from the lower address to the higher one");
            }
            return range;
        }
        return new Range(one(text), one(text));
    }

    private static Range network(long address, String length, boolean hostsOnly) {
        if (!length.matches("\\d{1,2}") || Integer.parseInt(length) > 32) {
            throw new IllegalArgumentException("the length of a network is 0 to 32");
        }
        long size = 1L << 32 - Integer.parseInt(length);
        long first = address / size * size;
        boolean named = hostsOnly && size > 2;
        return new Range(named ? first + 1 : first, named ? first + size - 2 : first + size - 1);
    }

    private static long one(String text) {
        Matcher parts = ONE.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(EXPECTED);
        }
        long address = 0;
        for (int i = 1; i <= 4; i++) {
            int part = Integer.parseInt(parts.group(i));
            if (part > 255) {
                throw new IllegalArgumentException(EXPECTED);
            }
            address = address << 8 | part;
        }
        return address;
    }

    /** As people write it. */
    static String text(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 0xff) + "." + (address >>> 8 & 0xff) + "." + (address & 0xff);
    }
}
