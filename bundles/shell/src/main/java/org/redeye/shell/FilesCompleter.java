package org.redeye.shell;

import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;

/** Completes paths on the machine that REM runs on; Karaf's own is not registered as a service. */
@Service
public final class FilesCompleter extends FileCompleter {}
