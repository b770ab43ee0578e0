package org.redeye.packages.yaml;

import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;

/** Writes YAML files the way people do, each in a style of its own. The same seed gives the same file. */
final class YamlMaker {

    private static final String[] KEYS = {
        "hosts",
        "checks",
        "address",
        "every",
        "probe",
        "grouped indexes",
        "key field",
        "title",
        "db1",
        "web-2",
        "lan",
        "script",
        "workers",
        "port",
        "path",
        "image",
        "env",
        "résumé",
        "日本",
        "name",
        "count",
        "if",
        "on",
        "42",
        "a.b/c",
        "url",
        "timeout",
        "labels",
        "owner",
        "x",
        "no",
        "1e3",
        "steps"
    };
    private static final String[] WORDS = {
        "10.0.0.1",
        "5s",
        "10MiB",
        "http://example.org:8080/a?b=c",
        "yes",
        "012",
        "lan/*",
        "hello world",
        "ü",
        "naïve café",
        "scripts/t.py",
        "-1",
        "1.5",
        "2026-01-01",
        "C:\\temp",
        "it's",
        "a - b",
        "%d of %s",
        "^[a-z]+$",
        "x:y",
        "~user",
        "--force",
        "😀 ok",
        "on call",
        "true",
        "=",
        "user@host",
        "a,b",
        "100%"
    };
    private static final String[] COMMENTS = {
        "rack 5",
        "TODO: ask ops",
        "was: 10.0.0.9",
        "- not: an item",
        "ünï 😀",
        "\ttab inside\t",
        "'quoted' \"text\"",
        "{a: b}",
        "#",
        "see key: value"
    };

    private final Random random;
    private final StringBuilder out = new StringBuilder();
    private final int step;
    private final int listIndent;
    private final String newline;
    private final int comments;
    private final int blanks;
    private final int flow;
    private final int quoting;
    private final boolean anchors;
    private final boolean odd;
    private int names;
    private boolean defined;

    private YamlMaker(long seed) {
        random = new Random(seed * 7919 + 17);
        step = pick(2, 2, 2, 4, 4, 3, 1, 8);
        listIndent = pick(0, step, step, 2);
        newline = pick("\n", "\n", "\n", "\r\n");
        comments = pick(0, 10, 30, 60);
        blanks = pick(0, 5, 20);
        flow = pick(0, 10, 40, 80);
        quoting = pick(0, 1, 2, 3);
        anchors = chance(30);
        odd = chance(25);
    }

    static String make(long seed) {
        return new YamlMaker(seed).file();
    }

    @SafeVarargs
    private final <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String file() {
        out.append(pick("", "", "", "", "\ufeff"));
        if (chance(25)) {
            out.append(pick("---", "--- # start", "%YAML 1.1" + newline + "---"))
                    .append(newline);
        }
        if (chance(30)) {
            out.append("# ").append(pick(COMMENTS)).append(newline);
            out.append(pick("", newline, "# more" + newline));
        }
        map(0, 0, false);
        if (chance(20)) {
            out.append(pick(newline, newline + newline, "# the end" + newline, newline + "  # deeper end" + newline));
        }
        String text = out.toString();
        return chance(25) ? text.replaceAll("[\r\n]+$", "") : text;
    }

    private void map(int column, int depth, boolean started) {
        boolean first = started;
        for (String key : keys(depth)) {
            if (!first) {
                above(column);
                pad(column);
            }
            first = false;
            boolean explicit = odd && chance(6);
            out.append(explicit ? "? " + key + newline + " ".repeat(column) + ":" : key + ":");
            value(column, depth);
        }
    }

    private Set<String> keys(int depth) {
        var keys = new LinkedHashSet<String>();
        for (int i = 1 + random.nextInt(depth == 0 ? 6 : 4); i > 0; i--) {
            String key = pick(KEYS);
            keys.add(chance(15) ? "\"" + key + "\"" : chance(5) ? "'" + key + "'" : key);
        }
        keys.removeIf(key ->
                (key.startsWith("\"") || key.startsWith("'")) && keys.contains(key.substring(1, key.length() - 1)));
        keys.removeIf(key -> key.startsWith("'") && keys.contains("\"" + key.substring(1, key.length() - 1) + "\""));
        return keys;
    }

    private void list(int column, int depth, boolean started) {
        boolean first = started;
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            if (!first) {
                above(column);
                pad(column);
            }
            first = false;
            out.append("-");
            item(column, depth);
        }
    }

    private void item(int column, int depth) {
        int kind = random.nextInt(10);
        if (depth < 5 && kind < 3 && !chance(flow)) {
            out.append(' ');
            map(column + 2, depth + 1, true);
        } else if (depth < 5 && kind == 3 && !chance(flow)) {
            out.append(' ');
            list(column + 2, depth + 1, true);
        } else {
            leaf(column, depth);
        }
    }

    private void value(int column, int depth) {
        int kind = random.nextInt(10);
        boolean block = depth < 5 && kind < 5 && !chance(flow);
        if (!block) {
            leaf(column, depth);
            return;
        }
        boolean map = kind < 3;
        if (anchors && chance(15)) {
            out.append(" &n").append(names++);
        } else if (odd && chance(10)) {
            out.append(map ? " !!map" : " !!seq");
        }
        behind();
        if (map) {
            map(column + step, depth + 1, false);
        } else {
            list(column + listIndent, depth + 1, false);
        }
    }

    /** What stands on the line of its key or dash, and a block text below it. */
    private void leaf(int column, int depth) {
        int kind = random.nextInt(100);
        if (kind < 5) {
            behind();
        } else if (kind < 10) {
            out.append(" ~");
            behind();
        } else if (kind < 18) {
            block(column);
        } else if (kind < 22) {
            folded(column);
        } else if (anchors && kind < 28) {
            out.append(defined ? " *text" : " &text once");
            defined = true;
            behind();
        } else if (chance(flow)) {
            out.append(' ');
            flow(column, depth, chance(30));
            behind();
        } else {
            out.append(odd && chance(10) ? " !!str " : chance(5) ? "   " : " ").append(scalar(false));
            behind();
        }
    }

    private void block(int column) {
        int indent = column + pick(2, step, 4);
        boolean indicator = chance(20);
        out.append(pick(" |", " |", " >"));
        out.append(indicator ? String.valueOf(indent - column) : "").append(pick("", "", "-", "+"));
        behind();
        int count = 1 + random.nextInt(4);
        for (int i = count; i > 0; i--) {
            out.append(" ".repeat(indent)).append(i == count ? "" : pick("", "", "  ", "\t"));
            out.append(pick("echo \"$x\" # no comment", "- a: b", "ünï 😀", "if [ -f x ]; then", "trailing  "));
            out.append(newline);
            if (i > 1 && chance(20)) {
                out.append(pick("", " ".repeat(indent + 2), " ")).append(newline);
            }
        }
        if (chance(20)) {
            out.append(newline);
        }
    }

    /** One-line texts that go on in the next line. */
    private void folded(int column) {
        String pad = newline + " ".repeat(column + step + 1);
        out.append(pick(
                " plain text" + pad + "that goes on",
                " \"double # quoted" + pad + "goes \\" + pad + "on\\u00e9\"",
                " 'single" + newline + pad + "it''s'"));
        behind();
    }

    private void flow(int column, int depth, boolean lines) {
        boolean map = chance(50);
        String open = map ? "{" : "[";
        String close = map ? "}" : "]";
        int size = random.nextInt(4);
        String pad = newline + " ".repeat(column + step);
        String space = pick("", "", " ");
        out.append(open).append(lines ? pad : space);
        int i = 0;
        for (String key : keys(1)) {
            if (i++ > size) {
                break;
            }
            if (i > 1) {
                out.append(lines ? "," + pick("", "  # " + pick(COMMENTS)) + pad : pick(", ", ", ", ",", " , "));
            }
            if (map) {
                out.append(key).append(": ");
            }
            if (depth < 6 && chance(25)) {
                flow(column + step, depth + 1, false);
            } else {
                out.append(scalar(true));
            }
        }
        out.append(lines ? pick("", ",") + newline + " ".repeat(column + 1) : space)
                .append(close);
    }

    private String scalar(boolean inFlow) {
        String word = pick(WORDS);
        int style = quoting == 3 ? random.nextInt(3) : quoting;
        boolean plain = ScalarText.isPlain(word, inFlow);
        if (style == 0 && plain) {
            return word;
        }
        return style == 2
                ? "'" + word.replace("'", "''") + "'"
                : "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private void behind() {
        if (chance(comments)) {
            out.append(pick(" ", "   ", "      ")).append("# ").append(pick(COMMENTS));
        } else if (chance(3)) {
            out.append(pick(" ", "  "));
        }
        out.append(newline);
    }

    private void above(int column) {
        if (chance(blanks)) {
            out.append(pick("", "", "  ")).append(newline);
        }
        if (chance(comments / 2)) {
            pad(pick(column, column, column, 0, column + step));
            out.append("# ").append(pick(COMMENTS)).append(newline);
            out.append(chance(blanks) ? newline : "");
        }
    }

    private void pad(int column) {
        out.append(" ".repeat(column));
    }
}
