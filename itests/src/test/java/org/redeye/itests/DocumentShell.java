package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The terminal that a document's reader sits at: variables, aliases and the folder hold from one block to the next. */
final class DocumentShell {

    private static final String MARK = "@@@ command ";
    private static final Pattern PORT = Pattern.compile("\\b(2001|2002|8101|8102)\\b");

    private final Path folder;
    private final Path state;
    private final Map<String, String> environment;
    private final Map<String, String> ports = new LinkedHashMap<>();

    /**
     * @param folder where it begins; gets a {@code bin/rem} as the unpacked distribution has one
     * @param environment variables that are set
     * @param ports for the ports that documents name those that are used instead
     */
    DocumentShell(Path folder, Map<String, String> environment, Map<String, Integer> ports) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.environment = environment;
        ports.forEach((name, port) -> this.ports.put(name, String.valueOf(port)));
        state = folder.resolveSibling(folder.getFileName() + ".state");
        Path rem = Files.createDirectories(folder.resolve("bin")).resolve("rem");
        Files.writeString(rem, "#!/bin/sh\nexec '" + Distribution.home() + "/bin/rem' \"$@\"\n");
        assertThat(rem.toFile().setExecutable(true)).isTrue();
    }

    Path folder() {
        return folder;
    }

    /** A text of the document with the ports that are used. */
    String local(String text) {
        return PORT.matcher(text).replaceAll(port -> ports.getOrDefault(port.group(), port.group()));
    }

    /** What was said, with the ports that documents name and without the folder of the test. */
    private String told(String text) {
        String told = text.replace(folder + "/", "").replace(folder.toString(), "~");
        for (Map.Entry<String, String> port : ports.entrySet()) {
            told = told.replaceAll("\\b" + port.getValue() + "\\b", Matcher.quoteReplacement(port.getKey()));
        }
        return told;
    }

    /** What a script said; it must end well. */
    String run(String script) throws IOException, InterruptedException {
        return sh("set -e\n" + local(script) + "\nset +e\n", true);
    }

    /** What each command said, however it ended. */
    List<String> each(List<String> commands) throws IOException, InterruptedException {
        var script = new StringBuilder();
        for (String command : commands) {
            script.append("echo '")
                    .append(MARK)
                    .append("'\n")
                    .append(local(command))
                    .append('\n');
        }
        var all = new ArrayList<>(List.of(sh(script.toString(), false).split(Pattern.quote(MARK) + "\n", -1)));
        all.remove(0);
        return all;
    }

    private String sh(String script, boolean well) throws IOException, InterruptedException {
        Path said = state.resolveSibling(folder.getFileName() + ".said");
        String before = "[ ! -f '" + state + "' ] || . '" + state + "'\n";
        String after = "\n{ export -p; alias | sed 's/^\\(alias \\)\\{0,1\\}/alias /'; echo \"cd '$PWD'\"; } >'" + state
                + "'\n";
        Path file = Files.writeString(state.resolveSibling(folder.getFileName() + ".script"), before + script + after);
        var shell = new ProcessBuilder("sh", file.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(said.toFile());
        shell.environment().keySet().removeIf(name -> name.startsWith("REM_"));
        shell.environment().putAll(environment);
        shell.environment().put("REM_PASSWORD", Distribution.PASSWORD);
        Process process = shell.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(script + " ends").isTrue();
        String told = told(Files.readString(said));
        if (well) {
            assertThat(process.exitValue()).as(script + "\n" + told).isZero();
        }
        return told;
    }
}
