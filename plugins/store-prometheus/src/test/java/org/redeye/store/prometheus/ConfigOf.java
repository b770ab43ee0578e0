package org.redeye.store.prometheus;

import java.lang.annotation.Annotation;
import java.net.URI;

/** The settings as they are by default, for a server of a test. */
@SuppressWarnings("ClassExplicitlyAnnotation")
record ConfigOf(
        String write_url,
        String read_url,
        String user,
        String password_file,
        String token_file,
        String tls_ca,
        String tenant,
        String labels,
        int batch,
        int buffer_megabytes,
        String force,
        String timeout,
        String recent)
        implements Config {

    ConfigOf(URI url) {
        this(url + "/api/v1/write", url.toString(), "", "", "", "", "", "", 5_000, 512, "1s", "30s", "5m");
    }

    ConfigOf credentials(String name, String password, String token) {
        return new ConfigOf(
                write_url,
                read_url,
                name,
                password,
                token,
                tls_ca,
                tenant,
                labels,
                batch,
                buffer_megabytes,
                force,
                timeout,
                recent);
    }

    ConfigOf addresses(String write, String read) {
        return new ConfigOf(
                write,
                read,
                user,
                password_file,
                token_file,
                tls_ca,
                tenant,
                labels,
                batch,
                buffer_megabytes,
                force,
                timeout,
                recent);
    }

    ConfigOf with(String newLabels, String newTenant, String newTimeout) {
        return new ConfigOf(
                write_url,
                read_url,
                user,
                password_file,
                token_file,
                tls_ca,
                newTenant,
                newLabels,
                batch,
                buffer_megabytes,
                force,
                newTimeout,
                recent);
    }

    ConfigOf trusting(String file) {
        return new ConfigOf(
                write_url,
                read_url,
                user,
                password_file,
                token_file,
                file,
                tenant,
                labels,
                batch,
                buffer_megabytes,
                force,
                timeout,
                recent);
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return Config.class;
    }
}
