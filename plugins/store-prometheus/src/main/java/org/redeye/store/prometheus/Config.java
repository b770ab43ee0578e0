package org.redeye.store.prometheus;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings in {@code etc/org.redeye.store.prometheus.cfg}. No secret stands in it: it names files that hold them. */
@ObjectClassDefinition(name = "Prometheus series store", description = "Where series are sent to and read from")
@interface Config {

    @AttributeDefinition(description = "Where samples are sent to: the address of remote write")
    String write_url() default "http://127.0.0.1:9090/api/v1/write";

    @AttributeDefinition(description = "Where they are read back: the address before /api/v1/query")
    String read_url() default "http://127.0.0.1:9090";

    @AttributeDefinition(description = "Name for HTTP Basic; its password stands in password.file")
    String user() default "";

    @AttributeDefinition(description = "File with the password for HTTP Basic, relative to REM_DATA")
    String password_file() default "";

    @AttributeDefinition(description = "File with the token to send as Authorization: Bearer, relative to REM_DATA")
    String token_file() default "";

    @AttributeDefinition(description = "File with certificates (PEM) of authorities to trust, relative to REM_DATA")
    String tls_ca() default "";

    @AttributeDefinition(description = "Tenant, sent as X-Scope-OrgID")
    String tenant() default "";

    @AttributeDefinition(description = "Labels that every series gets, as name=value, separated by commas")
    String labels() default "";

    @AttributeDefinition(description = "Samples in one request at most; 1 to 50000")
    int batch() default 5_000;

    @AttributeDefinition(description = "What may wait on disk for the server (MiB); 1 to 1000000")
    int buffer_megabytes() default 512;

    @AttributeDefinition(description = "How often the buffer is forced to the disk, against power failure; 0s: never")
    String force() default "1s";

    @AttributeDefinition(description = "How long one request may take; 1s to 10m")
    String timeout() default "30s";

    @AttributeDefinition(description = "How long samples stay in memory after they were sent; 0s to 1h")
    String recent() default "5m";
}
