package org.timeball.daemon.nts;

import java.io.IOException;
import java.io.PrintWriter;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Supplier;
import org.timeball.daemon.cli.ExitStatus;
import org.timeball.daemon.cli.NtsRunner;
import org.timeball.timekeeping.world.Files;

/// Behind `timeball nts`.
public final class Enrolment implements NtsRunner {
    private static final int PEM_COLUMNS = 64;

    private final Files files;
    private final Supplier<BoxNames> names;
    private final Supplier<Instant> now;

    public Enrolment(Files files, Supplier<BoxNames> names, Supplier<Instant> now) {
        this.files = files;
        this.names = names;
        this.now = now;
    }

    @Override
    public int run(Action action, String directory, PrintWriter out, PrintWriter err) {
        BoxAuthority authority = new BoxAuthority(files, directory);
        try {
            if (action == Action.RENEW) {
                authority.renew(now.get(), names.get());
            }
            if (authority.authority().isEmpty()) {
                err.println("timeball nts: there is no authority in " + directory + "; start the daemon with"
                        + " 'ntsauthority " + directory + "', or run 'timeball nts renew'");
                return ExitStatus.FAILED;
            }
            X509Certificate certificate = authority.authority().get();
            if (action == Action.ENROLL) {
                enroll(certificate, out);
            } else {
                show(authority, certificate, out);
            }
            return ExitStatus.OK;
        } catch (IOException e) {
            err.println("timeball nts: " + e.getMessage());
            return ExitStatus.FAILED;
        }
    }

    private static void show(BoxAuthority authority, X509Certificate certificate, PrintWriter out)
            throws IOException {
        out.println("Authority    " + certificate.getSubjectX500Principal().getName());
        out.println("Fingerprint  " + BoxAuthority.fingerprint(certificate));
        out.println("Valid until  " + certificate.getNotAfter().toInstant());
        if (authority.server().isEmpty()) {
            out.println("Server       has no certificate yet");
            return;
        }
        X509Certificate server = authority.server().get();
        out.println("Server       " + server.getSubjectX500Principal().getName());
        out.println("Valid        " + server.getNotBefore().toInstant() + " to " + server.getNotAfter().toInstant());
        out.println("Names        " + String.join(" ", BoxAuthority.names(server)));
    }

    private void enroll(X509Certificate certificate, PrintWriter out) throws IOException {
        String host = names.get().host();
        try {
            out.print("""
                    # The certificate of this box's authority. Save it on the client as timeball-ca.crt.
                    # SHA-256 fingerprint, to compare by another way:
                    # %s
                    -----BEGIN CERTIFICATE-----
                    %s
                    -----END CERTIFICATE-----

                    # chrony, in chrony.conf:
                    server %s iburst nts
                    ntstrustedcerts /etc/chrony/timeball-ca.crt

                    # ntpd-rs, in ntp.toml:
                    [[source]]
                    mode = "nts"
                    address = "%s"
                    certificate-authority = "/etc/ntpd-rs/timeball-ca.crt"

                    # NTPsec, in ntp.conf:
                    server %s nts iburst ca /etc/ntpsec/timeball-ca.crt
                    """.formatted(BoxAuthority.fingerprint(certificate),
                    Base64.getMimeEncoder(PEM_COLUMNS, new byte[]{'\n'}).encodeToString(certificate.getEncoded()),
                    host, host, host));
            out.flush();
        } catch (CertificateEncodingException e) {
            throw new IOException("the authority's certificate cannot be printed: " + e.getMessage(), e);
        }
    }
}
