package org.redeye.probe.snmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snmp4j.smi.OID;

/** The names of objects: built in, and out of MIB files. */
class MibTest {

    /** Everything that stands in real MIBs: macros, imports, comments, texts in quotes, subtypes, numbers in names. */
    private static final String ACME = """
            ACME-MIB DEFINITIONS ::= BEGIN -- of the year 1999
            IMPORTS
                MODULE-IDENTITY, OBJECT-TYPE, Integer32, enterprises FROM SNMPv2-SMI
                DisplayString FROM SNMPv2-TC;

            acme MODULE-IDENTITY
                LAST-UPDATED "9901010000Z"
                ORGANIZATION "ACME; with ::= { braces 1 } in a text"
                DESCRIPTION "Nothing -- no comment"
                ::= { enterprises 99999 }

            acmeProducts   OBJECT IDENTIFIER ::= { acme 1 }
            Weight ::= TEXTUAL-CONVENTION
                STATUS current DESCRIPTION "" SYNTAX Integer32 (0..100)
            -- a comment -- acmeTable OBJECT-TYPE
                SYNTAX SEQUENCE OF AcmeEntry
                MAX-ACCESS not-accessible STATUS current DESCRIPTION "It's a table"
                ::= { acmeProducts tables(3) 1 }
            acmeEntry OBJECT-TYPE SYNTAX AcmeEntry STATUS current
                INDEX { IMPLIED acmeName } ::= { acmeTable 1 }
            AcmeEntry ::= SEQUENCE { acmeName DisplayString, acmeLoad Integer32 }
            acmeLoad OBJECT-TYPE
                SYNTAX INTEGER { low(1), high(2) } UNITS "percent" DEFVAL { 1 }
                ::= { acmeEntry 2 }
            acmePointer OBJECT-TYPE SYNTAX OBJECT IDENTIFIER ACCESS read-only STATUS mandatory
                ::= { acmeEntry 3 }
            acmeTrap TRAP-TYPE ENTERPRISE acme ::= 5
            rooted OBJECT IDENTIFIER ::= { iso(1) org(3) dod(6) 7 }
            plain OBJECT IDENTIFIER ::= { 1 3 8 }
            END
            """;

    @TempDir
    Path folder;

    private MibFolder mibs;

    @BeforeEach
    void open() {
        mibs = new MibFolder(folder);
    }

    @Test
    void knowsTheNamesThatEverybodyUses() throws Exception {
        assertThat(oid("IF-MIB::ifHCInOctets")).isEqualTo("1.3.6.1.2.1.31.1.1.1.6");
        assertThat(oid("ifOutErrors.12")).isEqualTo("1.3.6.1.2.1.2.2.1.20.12");
        assertThat(oid("SNMPv2-MIB::sysUpTime.0")).isEqualTo("1.3.6.1.2.1.1.3.0");
        assertThat(oid("hrStorageUsed")).isEqualTo("1.3.6.1.2.1.25.2.3.1.6");
        assertThat(oid("hrProcessorLoad")).isEqualTo("1.3.6.1.2.1.25.3.3.1.2");
        assertThat(oid("UCD-SNMP-MIB::laLoadFloat.1")).isEqualTo("1.3.6.1.4.1.2021.10.1.6.1");
        assertThat(mibs.builtIn().describe(new OID("1.3.6.1.2.1.31.1.1.1.19.3")))
                .isEqualTo("IF-MIB::ifCounterDiscontinuityTime.3");
        assertThat(mibs.builtIn().describe(new OID("1.2.3"))).isEmpty();
    }

    @Test
    void readsTheMibsOfThePerson() throws Exception {
        put("ACME.txt", ACME);
        put(
                "other.my",
                "OTHER-MIB DEFINITIONS ::= BEGIN IMPORTS acmeProducts FROM ACME-MIB; "
                        + "other OBJECT IDENTIFIER ::= { acmeProducts 77 } END");

        assertThat(oid("ACME-MIB::acmeLoad")).isEqualTo("1.3.6.1.4.1.99999.1.3.1.1.2");
        assertThat(oid("acmePointer.5")).isEqualTo("1.3.6.1.4.1.99999.1.3.1.1.3.5");
        assertThat(oid("rooted")).isEqualTo("1.3.6.7");
        assertThat(oid("plain")).isEqualTo("1.3.8");
        assertThat(oid("OTHER-MIB::other")).isEqualTo("1.3.6.1.4.1.99999.1.77");
        assertThat(mibs.names().describe(new OID("1.3.6.1.4.1.99999.1.3.1.1.2.9")))
                .isEqualTo("ACME-MIB::acmeLoad.9");
        assertThatThrownBy(() -> oid("ACME-MIB::acmeLoed"))
                .hasMessageContaining("'ACME-MIB::acmeLoed' is not known")
                .hasMessageContaining("Did you mean 'ACME-MIB::acmeLoad'?");
        assertThatThrownBy(() -> oid("acmeTrap")).hasMessageContaining("is not known");
    }

    @Test
    void seesAFileThatWasChanged() throws Exception {
        put("A", "A DEFINITIONS ::= BEGIN one OBJECT IDENTIFIER ::= { enterprises 1 } END");
        assertThat(oid("one")).isEqualTo("1.3.6.1.4.1.1");
        put("A", "A DEFINITIONS ::= BEGIN one OBJECT IDENTIFIER ::= { enterprises 1000 } END");
        assertThat(oid("one")).isEqualTo("1.3.6.1.4.1.1000");
        Files.delete(folder.resolve("A"));
        assertThatThrownBy(() -> oid("one")).isInstanceOf(Trouble.class);
    }

    @Test
    void saysWhichFileItCouldNotRead() throws Exception {
        put("bad.txt", "BAD DEFINITIONS ::= BEGIN\n\nx OBJECT IDENTIFIER ::= { iso 1 99999999999 }\nEND");
        put("none.txt", "hello");
        put("good.txt", "GOOD DEFINITIONS ::= BEGIN good OBJECT IDENTIFIER ::= { iso 4 } END");

        assertThat(oid("good")).isEqualTo("1.4");
        assertThatThrownBy(() -> oid("x"))
                .hasMessageContaining(
                        "Left out: bad.txt:3: 'x' has '99999999999' where a number of 32 bits is expected.")
                .hasMessageContaining("none.txt:1: there is no 'NAME DEFINITIONS ::= BEGIN'");
    }

    @Test
    void leavesOutAFileThatIsTooLarge() throws Exception {
        put("large", " ".repeat((4 << 20) + 1));
        assertThatThrownBy(() -> oid("x")).hasMessageContaining("large: is over 4 MiB.");
    }

    @Test
    void getsLostInNoCircle() throws Exception {
        put(
                "C",
                "C DEFINITIONS ::= BEGIN a OBJECT IDENTIFIER ::= { b 1 } b OBJECT IDENTIFIER ::= { a 1 } "
                        + "c OBJECT IDENTIFIER ::= { c 1 } END");
        assertThatThrownBy(() -> oid("a")).hasMessageContaining("is not known");
        assertThatThrownBy(() -> oid("c")).hasMessageContaining("is not known");
    }

    @Test
    void asksWhichOfTwoIsMeant() throws Exception {
        put("A", "A DEFINITIONS ::= BEGIN one OBJECT IDENTIFIER ::= { iso 1 } END");
        put("B", "B DEFINITIONS ::= BEGIN one OBJECT IDENTIFIER ::= { iso 2 } END");

        assertThatThrownBy(() -> oid("one"))
                .hasMessage("'one' is a name in A and B, and they mean different objects; write MODULE::one.");
        assertThat(oid("B::one")).isEqualTo("1.2");
    }

    @Test
    void tellsWhatIsNoName() {
        for (String text : List.of("1..3", "a b", "::x", "A::", "x.", "4294967296", "1.3.-6", "x".repeat(600))) {
            assertThat(ObjectName.isOne(text)).as(text).isFalse();
        }
        assertThat(ObjectName.of(".1.3.4294967295")).isEqualTo(new ObjectName("", "", "1.3.4294967295"));
        assertThat(ObjectName.of("A-MIB::b-c.1.2")).isEqualTo(new ObjectName("A-MIB", "b-c", "1.2"));
    }

    @Property(tries = 300)
    void readsAnythingOrSaysWhere(@ForAll String noise, @ForAll int cut) {
        String text = ACME.substring(0, Math.floorMod(cut, ACME.length())) + noise;
        Set<String> names = new TreeSet<>();
        try {
            MibReader.read("f", text).forEach(one -> names.add(one.name()));
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).matches("(?s)f:\\d+: .*");
        }
        assertThat(names).hasSizeLessThan(20);
    }

    @Test
    void takesAFileOverRestAndKnowsItsNamesAtOnce() throws Exception {
        assertThat(mibs.put("ACME.txt", bytes(ACME))).isEqualTo(new MibFile("ACME.txt", bytes(ACME).length, 8, ""));
        assertThat(mibs.names().resolve("ACME-MIB::acmeLoad").toString()).isEqualTo("1.3.6.1.4.1.99999.1.3.1.1.2");
        put("by-hand.txt", "nothing of the kind");
        assertThat(mibs.list()).extracting(MibFile::name).containsExactly("ACME.txt", "by-hand.txt");
        assertThat(mibs.list().get(1).fault()).startsWith("by-hand.txt:1: there is no 'NAME DEFINITIONS");

        assertThat(mibs.remove("ACME.txt")).isTrue();
        assertThat(mibs.remove("ACME.txt")).isFalse();
        assertThatThrownBy(() -> mibs.names().resolve("ACME-MIB::acmeLoad")).isInstanceOf(Trouble.class);
    }

    @Test
    void takesNoFileThatIsNoneAndLeavesTheOneThatWasThere() throws Exception {
        mibs.put("a.mib", bytes(ACME));
        assertThatThrownBy(() -> mibs.put("a.mib", bytes("A-MIB DEFINITIONS ::= BEGIN x OBJECT-TYPE\n::= { }")))
                .hasMessage("a.mib:2: 'x' has no number.");
        assertThat(mibs.names().resolve("acmeLoad")).isNotNull();
        for (String name : List.of("../a", ".a", "", "a/b", "a".repeat(129), "a\0")) {
            assertThatThrownBy(() -> mibs.put(name, bytes(ACME)))
                    .as(name)
                    .hasMessageContaining("is no name for a MIB file");
            assertThat(mibs.remove(name)).isFalse();
        }
        assertThat(folder).isDirectoryContaining("glob:**a.mib");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private String oid(String name) throws Trouble {
        mibs.look();
        return mibs.names().resolve(name).toString();
    }

    private void put(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }
}
