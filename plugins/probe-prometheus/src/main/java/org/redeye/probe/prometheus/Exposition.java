package org.redeye.probe.prometheus;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.redeye.net.Outcomes;

/**
 * Reads the Prometheus text format 0.0.4 and OpenMetrics 1.0, line by line. What is not understood is refused with its place,
 * as half a truth is none. Not thread-safe.
 */
final class Exposition {

    /** Families whose type is remembered; more than these count as untyped. */
    private static final int FAMILIES = 100_000;

    private static final int LABELS = 64;
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
    private static final Pattern SPECIAL = Pattern.compile("(?i)[+-]?inf(?:inity)?|nan");

    private final boolean open;
    private final Map<String, String> types = new HashMap<>();
    private int number;
    private boolean ended;
    private String line = "";
    private int at;

    /** @param open whether it is OpenMetrics: times are seconds, and the text has an end */
    Exposition(boolean open) {
        this.open = open;
    }

    /** What does not follow the format. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message, null, false, false);
        }
    }

    /** Whether the text said that it ends; always, where it need not. */
    boolean isComplete() {
        return ended || !open;
    }

    /** Reads the next line; empty if it is none of a sample. */
    Optional<Sample> read(String text) throws Malformed {
        number++;
        line = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        at = 0;
        if (ended && !line.isEmpty()) {
            throw malformed("something behind '# EOF'");
        }
        blanks();
        if (at == line.length()) {
            return Optional.empty();
        }
        if (line.charAt(at) == '#') {
            comment();
            return Optional.empty();
        }
        return Optional.of(sample());
    }

    private void comment() {
        String[] words = line.substring(at).split("[ \t]+", 4);
        if (open && line.strip().equals("# EOF")) {
            ended = true;
        } else if (words.length >= 4 && words[1].equals("TYPE") && types.size() < FAMILIES) {
            types.put(words[2], words[3].strip());
        }
    }

    private Sample sample() throws Malformed {
        String name = name(true);
        blanks();
        Map<String, String> labels = new LinkedHashMap<>();
        if (at < line.length() && line.charAt(at) == '{') {
            at++;
            labels(labels);
        }
        double value = value(word("a value"));
        long time = Sample.NOW;
        blanks();
        if (at < line.length() && line.charAt(at) != '#') { // behind # stands an exemplar
            time = time(word("a time"));
        }
        blanks();
        if (at < line.length() && !(open && line.charAt(at) == '#')) {
            throw malformed("the end of the line");
        }
        return new Sample(name, type(name, labels), labels, value, time);
    }

    private void labels(Map<String, String> labels) throws Malformed {
        while (true) {
            blanks();
            if (at < line.length() && line.charAt(at) == '}') {
                at++;
                return;
            }
            String name = name(false);
            blanks();
            need('=');
            blanks();
            need('"');
            if (labels.put(name, quoted()) != null || labels.size() > LABELS) {
                throw malformed("each label once, at most " + LABELS);
            }
            blanks();
            if (at < line.length() && line.charAt(at) == ',') {
                at++;
            } else if (at >= line.length() || line.charAt(at) != '}') {
                throw malformed("',' or '}'");
            }
        }
    }

    private String quoted() throws Malformed {
        var text = new StringBuilder();
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == '"') {
                return text.toString();
            }
            if (c == '\\' && at < line.length()) {
                char escaped = line.charAt(at++);
                switch (escaped) {
                    case 'n' -> text.append('\n');
                    case '"', '\\' -> text.append(escaped);
                    default -> text.append('\\').append(escaped);
                }
            } else {
                text.append(c);
            }
        }
        throw malformed("'\"'");
    }

    private String name(boolean metric) throws Malformed {
        int from = at;
        while (at < line.length() && isPart(line.charAt(at), at == from, metric)) {
            at++;
        }
        if (at == from) {
            throw malformed(metric ? "the name of a metric" : "the name of a label");
        }
        return line.substring(from, at);
    }

    private static boolean isPart(char c, boolean first, boolean metric) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c == '_'
                || metric && c == ':'
                || !first && c >= '0' && c <= '9';
    }

    private String word(String what) throws Malformed {
        blanks();
        int from = at;
        while (at < line.length() && line.charAt(at) != ' ' && line.charAt(at) != '\t') {
            at++;
        }
        if (at == from) {
            throw malformed(what);
        }
        return line.substring(from, at);
    }

    private double value(String word) throws Malformed {
        if (SPECIAL.matcher(word).matches()) {
            return word.equalsIgnoreCase("nan")
                    ? Double.NaN
                    : word.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (word.length() > 400 || !NUMBER.matcher(word).matches()) {
            at -= word.length();
            throw malformed("a number");
        }
        return Double.parseDouble(word);
    }

    private long time(String word) throws Malformed {
        double time = value(word);
        if (!Double.isFinite(time)) {
            throw malformed("a time");
        }
        return Math.round(open ? time * 1e3 : time);
    }

    private Sample.Type type(String name, Map<String, String> labels) {
        String own = types.get(name);
        if (own != null && !own.equals("histogram") && !own.equals("summary")) {
            return plain(own, name);
        }
        int underscore = name.lastIndexOf('_');
        String suffix = underscore < 0 ? "" : name.substring(underscore);
        String family = types.getOrDefault(underscore < 0 ? name : name.substring(0, underscore), "untyped");
        return switch (suffix) {
            case "_bucket" ->
                family.equals("histogram") || labels.containsKey("le") ? Sample.Type.BUCKET : plain(family, name);
            case "_count", "_sum" ->
                family.equals("histogram") || family.equals("summary") ? Sample.Type.COUNTER : Sample.Type.GAUGE;
            case "_total" -> Sample.Type.COUNTER;
            case "_created" -> family.equals("untyped") ? Sample.Type.GAUGE : Sample.Type.NOTE;
            case "_info" -> family.equals("info") ? Sample.Type.NOTE : Sample.Type.GAUGE;
            default -> Sample.Type.GAUGE;
        };
    }

    private static Sample.Type plain(String type, String name) {
        return switch (type) {
            case "counter" -> Sample.Type.COUNTER;
            case "info" -> Sample.Type.NOTE;
            case "untyped", "unknown" -> name.endsWith("_total") ? Sample.Type.COUNTER : Sample.Type.GAUGE;
            default -> Sample.Type.GAUGE;
        };
    }

    private void blanks() {
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
    }

    private void need(char c) throws Malformed {
        if (at >= line.length() || line.charAt(at) != c) {
            throw malformed("'" + c + "'");
        }
        at++;
    }

    private Malformed malformed(String expected) {
        return new Malformed(
                "line " + number + ", column " + (at + 1) + ": expected " + expected + " in " + Outcomes.excerpt(line));
    }
}
