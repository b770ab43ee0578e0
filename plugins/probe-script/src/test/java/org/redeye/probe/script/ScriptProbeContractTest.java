package org.redeye.probe.script;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.probe.Probe;
import org.redeye.packages.script.ProcessCommands;
import org.redeye.testkit.FakePlatform;
import org.redeye.testkit.ProbeContract;

/** With real processes. */
class ScriptProbeContractTest extends ProbeContract<ScriptConfig> {

    @TempDir
    private Path data;

    private ProcessCommands commands;
    private ScriptProbe probe;

    ScriptProbeContractTest() {
        super(ScriptProbe.class, ScriptConfig.class);
    }

    @BeforeEach
    void open() {
        commands = new ProcessCommands(FakePlatform.in(data), Trusting.all());
        probe = new ScriptProbe(commands);
    }

    @AfterEach
    void close() {
        commands.close();
    }

    @Override
    protected Probe<ScriptConfig> probe() {
        return probe;
    }

    @Override
    protected String works() {
        return "{command: [/bin/sh, -c, 'echo \"fine | a=1s b=2%\"'], environment: {TOKEN: sesame-4711}}";
    }

    @Override
    protected Optional<String> hangs() {
        return Optional.of("{command: [/bin/sleep, '60']}");
    }
}
