package org.redeye.itests;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A fenced block of a document in Markdown.
 *
 * @param line the line of its first fence, counted from 1
 * @param language the first word behind the fence, or nothing
 * @param words what stands behind that, for the test alone: readers do not see it
 * @param text what stands between the fences
 * @param from where the text begins in the document
 */
record Fence(int line, String language, String words, String text, int from) {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\S*)[ ]?([^\n]*)\n(.*?)^```$");

    /** A file says its name in a comment in one of its first two lines, where readers see it. */
    private static final Pattern NAME = Pattern.compile("(?m)^(?:#|<!--) ([\\w./-]+\\.\\w+)( -->)?$");

    /** The blocks of a document in its order. */
    static List<Fence> of(String document) {
        var blocks = new ArrayList<Fence>();
        Matcher block = BLOCK.matcher(document);
        while (block.find()) {
            int line = (int) document.substring(0, block.start()).lines().count() + 1;
            blocks.add(new Fence(line, block.group(1), block.group(2), block.group(3), block.start(3)));
        }
        return blocks;
    }

    /** The path of the file that it is, if it is one. */
    Optional<String> file() {
        Matcher name = NAME.matcher(text.lines().limit(2).collect(Collectors.joining("\n")));
        return name.find() ? Optional.of(name.group(1)) : Optional.empty();
    }
}
