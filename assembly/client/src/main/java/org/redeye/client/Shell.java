package org.redeye.client;

import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.channel.PtyMode;
import org.apache.sshd.common.util.io.input.NoCloseInputStream;
import org.apache.sshd.common.util.io.output.NoCloseOutputStream;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;

/** A shell for a person: their terminal in raw mode, every key sent over, the window's size kept in step. */
final class Shell {

    private static final Map<PtyMode, ControlChar> KEYS = Map.of(
            PtyMode.VINTR, ControlChar.VINTR,
            PtyMode.VQUIT, ControlChar.VQUIT,
            PtyMode.VERASE, ControlChar.VERASE,
            PtyMode.VKILL, ControlChar.VKILL,
            PtyMode.VEOF, ControlChar.VEOF,
            PtyMode.VWERASE, ControlChar.VWERASE,
            PtyMode.VLNEXT, ControlChar.VLNEXT,
            PtyMode.VREPRINT, ControlChar.VREPRINT);

    private Shell() {}

    /** @return the shell's exit status, 0 if it gives none */
    static int run(ClientSession session) throws IOException {
        try (Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .nativeSignals(true)
                .signalHandler(Terminal.SignalHandler.SIG_IGN)
                .build()) {
            Attributes before = terminal.enterRawMode();
            try (ChannelShell channel = session.createShellChannel()) {
                describe(terminal, before, channel);
                channel.setIn(new NoCloseInputStream(terminal.input()));
                channel.setOut(new NoCloseOutputStream(terminal.output()));
                channel.setErr(new NoCloseOutputStream(terminal.output()));
                channel.open().verify();
                terminal.handle(Signal.WINCH, signal -> resized(terminal, channel));
                terminal.handle(Signal.INT, signal -> pressed(before, ControlChar.VINTR, channel));
                // the end of the output is the end of the shell; closing the channel in good order takes seconds
                channel.waitFor(EnumSet.of(ClientChannelEvent.EOF, ClientChannelEvent.CLOSED), 0);
                Integer status = channel.getExitStatus();
                return status == null ? 0 : status;
            } finally {
                terminal.setAttributes(before);
            }
        }
    }

    private static void describe(Terminal terminal, Attributes attributes, ChannelShell channel) {
        Map<PtyMode, Integer> modes = new HashMap<>();
        KEYS.forEach((mode, key) -> {
            int value = attributes.getControlChar(key);
            if (value != -1) {
                modes.put(mode, value);
            }
        });
        for (PtyMode on : EnumSet.of(
                PtyMode.ICRNL,
                PtyMode.ISIG,
                PtyMode.ICANON,
                PtyMode.ECHO,
                PtyMode.ECHOE,
                PtyMode.OPOST,
                PtyMode.ONLCR)) {
            modes.put(on, 1);
        }
        channel.setPtyModes(modes);
        channel.setPtyType(terminal.getType());
        channel.setPtyColumns(terminal.getWidth());
        channel.setPtyLines(terminal.getHeight());
        channel.setEnv("TERM", terminal.getType());
        channel.setEnv("LC_CTYPE", "C.UTF-8");
        channel.setEnv("PWD", System.getProperty("user.dir"));
    }

    private static void resized(Terminal terminal, ChannelShell channel) {
        try {
            channel.sendWindowChange(terminal.getWidth(), terminal.getHeight());
        } catch (IOException e) {
            // the connection is going down, which ends the shell by itself
        }
    }

    private static void pressed(Attributes attributes, ControlChar key, ChannelShell channel) {
        try {
            channel.getInvertedIn().write(attributes.getControlChar(key));
            channel.getInvertedIn().flush();
        } catch (IOException e) {
            // the connection is going down, which ends the shell by itself
        }
    }
}
