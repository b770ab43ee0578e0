package org.redeye.probe.snmp;

/**
 * The words of a MIB (ASN.1 as RFC 2578 uses it): names, numbers, {@code ::=} and single characters. Comments, texts in
 * quotes and numbers in apostrophes are passed over. Works on the text as it stands and needs no memory.
 */
final class MibTokens {

    private final String text;
    private int at;
    private int line = 1;

    MibTokens(String text) {
        this.text = text;
    }

    /** The next word; empty at the end. */
    String next() {
        skip();
        if (at >= text.length()) {
            return "";
        }
        int from = at;
        if (isWord(text.charAt(at))) {
            while (at < text.length() && isWord(text.charAt(at)) && !text.startsWith("--", at)) {
                at++;
            }
        } else {
            at += text.startsWith("::=", at) ? 3 : 1;
        }
        return text.substring(from, at);
    }

    /** The line of the last word, counted from 1. */
    int line() {
        return line;
    }

    private void skip() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                quoted(c);
            } else if (text.startsWith("--", at)) {
                comment();
            } else if (Character.isWhitespace(c)) {
                advance();
            } else {
                return;
            }
        }
    }

    private void quoted(char quote) {
        advance();
        while (at < text.length() && text.charAt(at) != quote) {
            advance();
        }
        if (at < text.length()) {
            advance();
        }
    }

    /** Ends with the line or with the next two dashes (X.680, 12.6.3). */
    private void comment() {
        at += 2;
        while (at < text.length() && text.charAt(at) != '\n') {
            if (text.startsWith("--", at)) {
                at += 2;
                return;
            }
            at++;
        }
    }

    private void advance() {
        if (text.charAt(at) == '\n') {
            line++;
        }
        at++;
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }
}
