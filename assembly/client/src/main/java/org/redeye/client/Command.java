package org.redeye.client;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;

/** One command, its output and errors kept apart. It is given no input, so it never waits for any. */
final class Command {

    private static final int BUFFER = 16 * 1024;

    private Command() {}

    /** @return the command's exit status */
    static int run(ClientSession session, CommandLine line) throws IOException {
        // not System.out itself, which forces every byte out
        var out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER);
        var err = new BufferedOutputStream(new FileOutputStream(FileDescriptor.err), BUFFER);
        try (ChannelExec channel = session.createExecChannel(line.text())) {
            // relative file names are meant from here, not from where the server runs
            channel.setEnv("PWD", System.getProperty("user.dir"));
            line.variables().forEach(channel::setEnv);
            channel.setIn(InputStream.nullInputStream());
            channel.setOut(new PlainText(out));
            channel.setErr(new PlainText(err));
            channel.open().verify();
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), 0);
            out.flush();
            err.flush();
            Integer status = channel.getExitStatus();
            if (status == null) {
                throw new IOException("the monitor went away before the command ended");
            }
            return status;
        }
    }
}
