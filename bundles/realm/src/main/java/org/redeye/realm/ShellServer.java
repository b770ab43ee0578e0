package org.redeye.realm;

import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes from the shell's server what nobody needs: it forwards no ports, so a viewer's password opens no tunnels. */
@Component(service = {})
public final class ShellServer {

    @Activate
    public ShellServer(@Reference SshServer server) {
        server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
    }
}
