package org.redeye.store.rrd4j;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings in {@code etc/org.redeye.store.rrd4j.cfg}. An archive setting counts for files that begin afterwards. */
@ObjectClassDefinition(name = "RRD4J series store", description = "How long samples are kept, and how safely")
@interface Config {

    @AttributeDefinition(description = "Wanted rows of the fine archive, one a sample; 2 to 86400")
    int fine_rows() default 8_640;

    @AttributeDefinition(description = "What the fine archive covers at least, even if that takes up to 86400 rows")
    String fine_least() default "1d";

    @AttributeDefinition(description = "What the fine archive covers at most")
    String fine_most() default "10d";

    @AttributeDefinition(description = "Coarse archives as row:reach, separated by commas")
    String coarse() default "10m:7d, 1h:356d";

    @AttributeDefinition(
            description =
                    "A journal this long, or whose samples take as much memory (MiB), is worked into the files; 1 to 1024")
    int journal_megabytes() default 16;

    @AttributeDefinition(description = "A journal this old is worked into the files")
    String flush() default "10m";

    @AttributeDefinition(description = "How often the journal is forced to the disk, against power failure; 0s: never")
    String force() default "1s";

    @AttributeDefinition(description = "Files that stay open for reading, at most; 0 to 100000")
    int open_files() default 500;

    @AttributeDefinition(
            description = "Memory for the latest samples of series that are asked for them (MiB); 0 to 4096")
    int latest_megabytes() default 16;

    @AttributeDefinition(description = "How long a retired series is kept until it is removed; 0s: for ever")
    String retired() default "30d";

    @AttributeDefinition(description = "Backups that are kept; older ones are deleted; 1 to 1000")
    int backups() default 3;
}
