package org.redeye.realm;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import org.apache.karaf.jaas.boot.ProxyLoginModule;
import org.apache.karaf.jaas.config.JaasRealm;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.security.Users;

/** The JAAS realm {@code karaf}, by which the shell lets people in; it goes before the container's own of that name. */
@Component
public final class ShellRealm implements JaasRealm {

    private final AppConfigurationEntry[] entries;

    @Activate
    public ShellRealm(BundleContext context, @Reference Users users) throws IOException, GeneralSecurityException {
        var key = new LocalKey(Path.of(context.getProperty("rem.data"), "keys"));
        key.ensure();
        Map<String, Object> options = Map.of(
                ProxyLoginModule.PROPERTY_MODULE,
                SignIn.class.getName(),
                ProxyLoginModule.PROPERTY_BUNDLE,
                Long.toString(context.getBundle().getBundleId()),
                SignIn.USERS,
                users,
                SignIn.KEY,
                key);
        this.entries = new AppConfigurationEntry[] {
            new AppConfigurationEntry(ProxyLoginModule.class.getName(), LoginModuleControlFlag.REQUIRED, options)
        };
    }

    @Override
    public String getName() {
        return "karaf";
    }

    @Override
    public int getRank() {
        return 100;
    }

    @Override
    public AppConfigurationEntry[] getEntries() {
        return entries.clone();
    }
}
