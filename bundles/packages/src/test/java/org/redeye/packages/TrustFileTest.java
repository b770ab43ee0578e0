package org.redeye.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.testkit.FakePlatform;

class TrustFileTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void ship() throws IOException {
        for (String side : new String[] {"home", "data"}) {
            Files.createDirectories(folder.resolve(side + "/packages/shop/scripts"));
            Files.writeString(folder.resolve(side + "/packages/shop.yaml"), "hosts:\n");
            Files.writeString(folder.resolve(side + "/packages/shop/scripts/a.sh"), "#!/bin/sh\n");
        }
    }

    private TrustFile open() {
        return new TrustFile(FakePlatform.in(folder));
    }

    @Test
    void trustsWhatShipsAsLongAsNothingOfItIsChanged() throws IOException {
        assertThat(open().trusted("shop")).isTrue();
        assertThat(open().trusted("other")).isFalse();
        assertThat(open().trusted("../packages/shop")).isFalse();
        Path added = Files.writeString(folder.resolve("data/packages/shop/scripts/b.sh"), "#!/bin/sh\n");
        assertThat(open().trusted("shop")).isFalse();
        Files.delete(added);
        assertThat(open().trusted("shop")).isTrue();
        Files.writeString(folder.resolve("data/packages/shop.yaml"), "checks:\n");
        assertThat(open().trusted("shop")).isFalse();
    }

    @Test
    void remembersWhatAnAdminSaidOverRestarts() {
        var told = new AtomicInteger();
        TrustFile trust = open();
        trust.onChange(told::incrementAndGet);
        trust.trust("other");
        trust.revoke("shop");
        assertThat(trust.trusted("other")).isTrue();
        assertThat(open().trusted("other")).isTrue();
        assertThat(open().trusted("shop")).isFalse();
        assertThat(told).hasValue(2);
    }

    @Test
    void forgetsWhatIsRemoved() {
        TrustFile trust = open();
        trust.trust("other");
        trust.forget("other");
        assertThat(trust.trusted("other")).isFalse();
        assertThat(open().trusted("other")).isFalse();
    }

    @Test
    void trustsNobodyForAFileThatCannotBeRead() throws IOException {
        Files.createDirectories(folder.resolve("data/trusted"));
        assertThat(open().trusted("other")).isFalse();
    }
}
