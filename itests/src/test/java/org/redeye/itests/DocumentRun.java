package org.redeye.itests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Does what a document says, block by block in its order, and compares what comes of it with what the document shows.
 *
 * <ul>
 *   <li>A block that names a file in a comment in its first two lines is written there: {@code packages/NAME.yaml} goes the
 *       way of {@code PUT /packages/NAME}, what lies in {@code packages/NAME/} into the package's folder, any other file into
 *       the reader's folder. A package must be accepted, unless a block {@code text refused} follows.
 *   <li>{@code text refused}: the problems of the package before it, exactly. The package in force stays as it was.
 *   <li>{@code text declares}, {@code text pending}, {@code json items SECTION}: what the package before it declares, what
 *       waits and why, and the fields of its items by path.
 *   <li>{@code json input PROGRAM}, {@code json answer PROGRAM}: what a program of the package before it gets, and what it
 *       answers to that.
 *   <li>{@code sh}: run; must end well. {@code console}: each line behind {@code $} is run, what follows it is compared.
 * </ul>
 *
 * What is shown is compared as {@link Shown} does.
 */
final class DocumentRun {

    private final DocumentShell shell;
    private final Distribution rem;
    private final String document;
    private final StringBuilder corrected = new StringBuilder();
    private final List<String> differences = new ArrayList<>();
    private final List<Fence> left = new ArrayList<>();
    private int copied;
    private String name = "";
    private Optional<HttpResponse<String>> refused = Optional.empty();

    /** @param rem takes the packages */
    DocumentRun(DocumentShell shell, Distribution rem, String document) {
        this.shell = shell;
        this.rem = rem;
        this.document = document;
    }

    /** Does it all, also behind a difference. */
    void run() throws InterruptedException {
        for (Fence block : Fence.of(document)) {
            try {
                if (!"refused".equals(block.words())) {
                    refused.ifPresent(answer -> differences.add(before(block) + " is refused: " + problems(answer)));
                    refused = Optional.empty();
                }
                step(block);
            } catch (AssertionError | IOException e) {
                differences.add("line " + block.line() + ": " + e);
            }
        }
        corrected.append(document, copied, document.length());
    }

    private String before(Fence block) {
        return "what stands before line " + block.line();
    }

    /** Where the document and the product differ, each with its line. */
    List<String> differences() {
        return differences;
    }

    /** The blocks that nothing was done with. */
    List<Fence> left() {
        return left;
    }

    /** The document with what the product said in place of what did not fit. */
    String corrected() {
        return corrected.toString();
    }

    private void step(Fence block) throws IOException, InterruptedException {
        String kind = (block.language() + " " + block.words()).strip();
        if (block.file().isPresent()) {
            file(block.file().get(), block.text());
        } else if (kind.equals("sh")) {
            shell.run(block.text());
        } else if (kind.equals("console")) {
            compare(block, session(block.text()));
        } else if (kind.equals("text refused")) {
            compare(block, refused.map(DocumentRun::problems).orElse(name + " is accepted.\n"));
            refused = Optional.empty();
        } else if (kind.equals("text declares")) {
            compare(block, declares());
        } else if (kind.equals("text pending")) {
            compare(block, pending());
        } else if (kind.startsWith("json items ")) {
            compare(block, items(kind.substring("json items ".length())));
        } else if (kind.startsWith("json input ")) {
            compare(block, input(kind.substring("json input ".length())));
        } else if (kind.startsWith("json answer ")) {
            compare(block, answer(kind.substring("json answer ".length())));
        } else {
            left.add(block);
        }
    }

    private void compare(Fence block, String said) {
        if (block.text().equals(said) || Shown.fits(block.text(), said)) {
            return;
        }
        differences.add("line " + block.line() + " shows\n" + block.text() + "but it is\n" + said);
        corrected.append(document, copied, block.from()).append(said);
        copied = block.from() + block.text().length();
    }

    private void file(String path, String text) throws IOException {
        if (path.matches("packages/[^/]+\\.yaml")) {
            name = path.substring("packages/".length(), path.length() - ".yaml".length());
            HttpResponse<String> answer = rem.putPackage(name, "", shell.local(text));
            refused = Optional.of(answer).filter(one -> one.statusCode() != 200);
            return;
        }
        Path file = (path.startsWith("packages/") ? rem.data() : shell.folder()).resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, shell.local(text));
        if (text.startsWith("#!") && !file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
        }
    }

    /** The problems as the shell tells them, or what else was answered. */
    private static String problems(HttpResponse<String> answer) {
        var lines = new StringBuilder();
        for (JsonNode problem : Distribution.json(answer).path("problems")) {
            lines.append(problem.get("file").asText()).append(':');
            lines.append(problem.get("line").asText()).append(':');
            lines.append(problem.get("column").asText()).append(": ");
            lines.append(problem.get("message").asText());
            String suggestion = problem.path("suggestion").asText("");
            lines.append(suggestion.isEmpty() ? "" : " Did you mean '" + suggestion + "'?")
                    .append('\n');
        }
        return lines.length() == 0 ? answer.statusCode() + " " + answer.body() + "\n" : lines.toString();
    }

    private JsonNode get(String path) {
        return rem.get("/api/v1/packages/" + name + path);
    }

    /** What its removal would take out of force is what it declares. */
    private String declares() {
        JsonNode plan = Distribution.json(rem.delete("/api/v1/packages/" + name + "?dry-run=true"));
        var ids = new TreeSet<String>();
        plan.path("removed").forEach(id -> ids.add(id.asText()));
        return ids.isEmpty() ? "nothing\n" : String.join("\n", ids) + "\n";
    }

    private String pending() {
        var lines = new StringBuilder();
        for (JsonNode one : rem.get("/api/v1/packages").get("items")) {
            if (one.get("name").asText().equals(name)) {
                one.get("pending")
                        .properties()
                        .forEach(entry -> lines.append(
                                entry.getKey() + ": " + entry.getValue().asText() + "\n"));
            }
        }
        return lines.length() == 0 ? "nothing\n" : lines.toString();
    }

    /** The fields by path, one item a line. */
    private String items(String section) throws JsonProcessingException {
        var lines = new ArrayList<String>();
        for (JsonNode item :
                get("/items?section=" + Distribution.encode(section)).get("items")) {
            var path = new ArrayList<String>();
            item.get("path").forEach(key -> path.add(key.asText()));
            var line = new ObjectNode(Distribution.JSON.getNodeFactory());
            line.set(String.join("/", path), item.get("fields"));
            String text = Distribution.JSON.writeValueAsString(line);
            lines.add(
                    text.substring(1, text.length() - 1).replace("\":", "\": ").replace(",\"", ", \""));
        }
        return "{" + String.join(",\n ", lines) + "}\n";
    }

    /** What the product gives a program of the package: another one stands in its place for once and writes it down. */
    private String input(String program) throws IOException {
        Path file = rem.data().resolve("packages").resolve(name).resolve(program);
        String before = Files.readString(file);
        Files.writeString(file, "#!/bin/sh\ncat >'" + inputs() + "'\necho '{\"problems\": []}'\n");
        String text = Files.readString(rem.packageFile(name));
        rem.putPackage(name, "", text + "# again\n");
        Files.writeString(file, before);
        rem.putPackage(name, "", text);
        return Files.readString(inputs());
    }

    private Path inputs() {
        return rem.data().resolveSibling("input.json");
    }

    /** What a program of the package answers to the input shown before. */
    private String answer(String program) throws IOException, InterruptedException {
        return shell.run("'" + rem.data() + "/packages/" + name + "/" + program + "' <'" + inputs() + "'");
    }

    /** The block with what each of its commands said, where that is not what it shows. */
    private String session(String text) throws IOException, InterruptedException {
        var commands = new ArrayList<String>();
        var shown = new ArrayList<StringBuilder>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("$ ")) {
                commands.add(line.substring(2));
                shown.add(new StringBuilder());
            } else {
                shown.get(shown.size() - 1).append(line).append('\n');
            }
        }
        List<String> said = shell.each(commands);
        var all = new StringBuilder();
        for (int i = 0; i < commands.size(); i++) {
            all.append("$ ").append(commands.get(i)).append('\n');
            if (Shown.fits(shown.get(i).toString(), said.get(i))) {
                all.append(shown.get(i));
            } else {
                said.get(i).strip().lines().forEach(line -> all.append(line.stripTrailing())
                        .append('\n'));
            }
        }
        return all.toString();
    }
}
