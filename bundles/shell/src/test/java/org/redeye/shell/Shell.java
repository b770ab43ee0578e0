package org.redeye.shell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.impl.action.command.ManagerImpl;
import org.apache.karaf.shell.impl.console.RegistryImpl;
import org.apache.karaf.shell.impl.console.SessionFactoryImpl;
import org.apache.karaf.shell.support.ShellUtil;
import org.apache.karaf.shell.support.parsing.DefaultParser;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** Karaf's own shell with the commands of this module, and a real service registry for the engines. */
final class Shell implements AutoCloseable {
    private final Framework framework;
    private final BundleContext context;
    private final ThreadIOImpl threadIo = new ThreadIOImpl();
    private final SessionFactoryImpl factory;
    private final List<ServiceRegistration<?>> engines = new ArrayList<>();

    /**
     * What a command answered.
     *
     * @param failed whether it ended with an exception, which is a status of 1 over SSH
     */
    record Answer(String out, String err, boolean failed) {
        JsonNode json() {
            try {
                return new ObjectMapper().readTree(out);
            } catch (java.io.IOException e) {
                throw new AssertionError("no JSON: " + out, e);
            }
        }

        /** The table's lines, with runs of spaces and separators as one bar. */
        List<String> rows() {
            return out.lines()
                    .map(line -> line.replaceAll("\\s*[│|]\\s*", "|").strip())
                    .filter(line -> !line.matches("[─┼+-]*"))
                    .toList();
        }
    }

    Shell(Path folder) throws Exception {
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(new HashMap<>(Map.of(
                        Constants.FRAMEWORK_STORAGE, folder.resolve("cache").toString())));
        framework.start();
        context = framework.getBundleContext();
        threadIo.start();
        factory = new SessionFactoryImpl(threadIo);
        // what Karaf does for a bundle with the header Karaf-Commands
        var registry = new RegistryImpl(factory.getRegistry());
        registry.register(context);
        var manager = new ManagerImpl(registry, factory.getRegistry());
        for (Class<?> type : services()) {
            manager.register(type);
        }
    }

    <T> void start(Class<T> type, T engine) {
        engines.add(context.registerService(type, engine, null));
    }

    void stopEngines() {
        engines.forEach(ServiceRegistration::unregister);
        engines.clear();
    }

    List<String> commands() {
        return factory.getRegistry().getCommands().stream()
                .filter(command -> command.getScope().equals("rem"))
                .map(Command::getName)
                .sorted()
                .toList();
    }

    Answer run(String command) {
        return run(command, "");
    }

    Answer run(String command, String input) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        boolean failed = false;
        String errors;
        try (Session session = factory.create(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                // over SSH, too, what is not flushed is lost
                new PrintStream(new BufferedOutputStream(err, 65_536), false, StandardCharsets.UTF_8))) {
            try {
                session.execute(command);
            } catch (Exception e) {
                failed = true;
                ShellUtil.logException(session, e); // as Karaf does for a command over SSH
            }
            errors = err.toString(StandardCharsets.UTF_8);
        }
        return new Answer(out.toString(StandardCharsets.UTF_8), errors, failed);
    }

    List<String> complete(String command, String line) {
        var candidates = new ArrayList<String>();
        try (Session session = factory.create(new ByteArrayInputStream(new byte[0]), System.out, System.err)) {
            factory.getRegistry()
                    .getCommand("rem", command)
                    .getCompleter(false)
                    .complete(session, new DefaultParser().parse(session, line, line.length()), candidates);
        }
        return candidates.stream().map(String::strip).toList();
    }

    @Override
    public void close() throws Exception {
        factory.stop();
        threadIo.stop();
        framework.stop();
        framework.waitForStop(10_000);
    }

    private static List<Class<?>> services() throws Exception {
        Path classes = Path.of(RemCommand.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        var found = new ArrayList<Class<?>>();
        try (Stream<Path> files = Files.list(classes.resolve("org/redeye/shell"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".class")) {
                    Class<?> type = Class.forName("org.redeye.shell." + name.substring(0, name.length() - 6));
                    if (type.isAnnotationPresent(Service.class)) {
                        found.add(type);
                    }
                }
            }
        }
        return found;
    }
}
