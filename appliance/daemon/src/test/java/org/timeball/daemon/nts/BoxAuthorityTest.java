package org.timeball.daemon.nts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.daemon.cli.NtsRunner.Action;
import org.timeball.linux.world.DiskFiles;

class BoxAuthorityTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final BoxNames NAMES = new BoxNames("clock",
            new TreeSet<>(Set.of("dns:clock", "dns:clock.local", "ip:192.0.2.7", "ip:2001:db8:0:0:0:0:0:7")));
    @TempDir
    private Path folder;

    private BoxAuthority authority() {
        return new BoxAuthority(new DiskFiles(), folder.toString());
    }

    private int nts(Action action, StringWriter out, StringWriter err) {
        return new Enrolment(new DiskFiles(), () -> NAMES, () -> NOW).run(action, folder.toString(),
                new PrintWriter(out, true), new PrintWriter(err, true));
    }

    @Test
    void theServersCertificateIsRenewedInTimeAndItsAuthorityStays() throws Exception {
        assertThat(authority().isThere()).isFalse();
        assertThat(authority().isRenewalDue(NOW, NAMES)).isTrue();
        authority().renew(NOW, NAMES);
        X509Certificate ca = authority().authority().orElseThrow();
        X509Certificate server = authority().server().orElseThrow();
        server.verify(ca.getPublicKey());
        assertThat(BoxAuthority.names(server)).isEqualTo(NAMES.all());
        assertThat(ca.getBasicConstraints()).as("it may sign, but not others that sign").isZero();
        assertThat(server.getBasicConstraints()).as("it may not sign").isEqualTo(-1);
        assertThat(Duration.between(NOW, ca.getNotAfter().toInstant())).isGreaterThan(Duration.ofDays(3_600));
        assertThat(authority().isRenewalDue(NOW, NAMES)).isFalse();
        assertThat(authority().isRenewalDue(NOW.plus(Duration.ofDays(59)), NAMES)).isFalse();
        Instant later = NOW.plus(Duration.ofDays(61));
        assertThat(authority().isRenewalDue(later, NAMES)).isTrue();
        assertThat(authority().isRenewalDue(NOW, new BoxNames("clock", new TreeSet<>(Set.of("dns:clock"))))).isTrue();
        authority().renew(later, NAMES);
        assertThat(authority().authority()).contains(ca);
        assertThat(authority().isRenewalDue(later, NAMES)).isFalse();
    }

    @Test
    void whatClientsNeedIsPrinted() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertThat(nts(Action.SHOW, out, err)).isEqualTo(1);
        assertThat(err.toString()).contains("there is no authority in " + folder, "ntsauthority");
        assertThat(nts(Action.RENEW, out, err)).isZero();
        assertThat(out.toString()).contains("Authority    CN=Timeball clock", "Names        dns:clock dns:clock.local")
                .containsPattern("Fingerprint  ([0-9A-F]{2}:){31}[0-9A-F]{2}");
        StringWriter enrolment = new StringWriter();
        assertThat(nts(Action.ENROLL, enrolment, err)).isZero();
        assertThat(enrolment.toString()).contains("-----BEGIN CERTIFICATE-----\nMII", "server clock iburst nts",
                "certificate-authority", "server clock nts").doesNotContain("PRIVATE");
    }

    @Test
    void aDamagedCertificateIsNamed() throws Exception {
        Files.writeString(folder.resolve("ca.crt"), "no certificate");
        StringWriter err = new StringWriter();
        assertThat(nts(Action.SHOW, new StringWriter(), err)).isEqualTo(1);
        assertThat(err.toString()).contains(folder.resolve("ca.crt") + " is no certificate", "remove it");
    }
}
