package org.redeye.probe.snmp;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads which names a MIB gives to which OIDs (RFC 2578; RFC 1155 for the old ones). That is all it reads: types, texts and
 * conditions are passed over.
 */
final class MibReader {

    /** The macros whose values are object identifiers, and the plain assignment {@code OBJECT IDENTIFIER ::=}. */
    private static final Set<String> KINDS = Set.of(
            "OBJECT-TYPE",
            "MODULE-IDENTITY",
            "OBJECT-IDENTITY",
            "NOTIFICATION-TYPE",
            "OBJECT-GROUP",
            "NOTIFICATION-GROUP",
            "MODULE-COMPLIANCE",
            "AGENT-CAPABILITIES");

    private static final int MOST_PARTS = 128; // RFC 2578, 3.5

    private final String file;
    private final MibTokens tokens;
    private final List<Definition> found = new ArrayList<>();
    private String module = "";

    private MibReader(String file, String text) {
        this.file = file;
        this.tokens = new MibTokens(text);
    }

    /**
     * One name.
     *
     * @param module the module that defines it
     * @param name the name
     * @param parent the name it stands below; empty if the numbers are all
     * @param numbers the numbers below that, joined by dots; never empty
     */
    record Definition(String module, String name, String parent, String numbers) {}

    /**
     * The names of one file, which may hold several modules.
     *
     * @throws IllegalArgumentException if it is no MIB; the message has file and line
     */
    static List<Definition> read(String file, String text) {
        return new MibReader(file, text).read();
    }

    private List<Definition> read() {
        String beforeLast = "";
        String last = "";
        String pending = "";
        for (String word = tokens.next(); !word.isEmpty(); word = tokens.next()) {
            switch (word) {
                case "DEFINITIONS" -> module = last;
                case "IMPORTS", "EXPORTS" -> skipTo(";");
                case "MACRO" -> skipTo("END");
                case "IDENTIFIER" -> pending = last.equals("OBJECT") && isValue(beforeLast) ? beforeLast : pending;
                case "::=" -> {
                    String value = tokens.next();
                    if (!pending.isEmpty() && value.equals("{")) {
                        found.add(value(pending));
                    }
                    pending = "";
                    word = value;
                }
                default -> pending = KINDS.contains(word) && isValue(last) ? last : pending;
            }
            beforeLast = last;
            last = word;
        }
        if (module.isEmpty()) {
            throw fault("there is no 'NAME DEFINITIONS ::= BEGIN'; expected a MIB as text");
        }
        return found;
    }

    /** {@code { parent 1 }}, {@code { iso org(3) 6 }}, {@code { 1 3 6 }}. */
    private Definition value(String name) {
        if (module.isEmpty()) {
            throw fault("'" + name + "' stands outside of a module");
        }
        String parent = "";
        var numbers = new StringBuilder();
        int words = 0;
        for (String word = tokens.next(); !word.equals("}"); word = tokens.next()) {
            if (word.isEmpty() || ++words > MOST_PARTS) {
                throw fault("'" + name + "' has no '}' after at most " + MOST_PARTS + " numbers");
            }
            if (word.equals("(")) { // the number of the name before it
                parent = numbers.isEmpty() && words == 2 ? "" : parent; // the first one has its number too: iso(1)
                append(numbers, tokens.next(), name);
                if (!tokens.next().equals(")")) {
                    throw fault("'" + name + "' has a '(' without ')'");
                }
            } else if (Character.isDigit(word.charAt(0))) {
                append(numbers, word, name);
            } else if (parent.isEmpty() && numbers.isEmpty()) {
                parent = word;
            } else if (!isValue(word)) {
                throw fault("'" + name + "' has '" + word + "' where a number is expected");
            }
        }
        if (numbers.isEmpty()) {
            throw fault("'" + name + "' has no number");
        }
        return new Definition(module, name, parent, numbers.toString());
    }

    private void append(StringBuilder numbers, String number, String name) {
        if (!number.matches("\\d{1,10}") || Long.parseLong(number) > 0xffff_ffffL) {
            throw fault("'" + name + "' has '" + number + "' where a number of 32 bits is expected");
        }
        numbers.append(numbers.isEmpty() ? "" : ".").append(number);
    }

    private void skipTo(String end) {
        String word = tokens.next();
        while (!word.isEmpty() && !word.equals(end)) {
            word = tokens.next();
        }
    }

    /** Names of values begin with a small letter, those of types and keywords with a capital. */
    private static boolean isValue(String word) {
        return !word.isEmpty() && Character.isLowerCase(word.charAt(0));
    }

    private IllegalArgumentException fault(String what) {
        return new IllegalArgumentException(file + ":" + tokens.line() + ": " + what + ".");
    }
}
