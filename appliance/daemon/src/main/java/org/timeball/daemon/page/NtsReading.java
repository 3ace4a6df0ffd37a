package org.timeball.daemon.page;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import org.timeball.daemon.config.NtsConfiguration;
import org.timeball.daemon.nts.BoxAuthority;
import org.timeball.timekeeping.world.Files;

/// How clients can have the time authenticated (RFC 8915).
///
/// @param port of key establishment, TCP
/// @param own whether the box's own authority signs; else an operator's certificate is shown
/// @param fingerprint of the authority's certificate, SHA-256; empty where there is none yet
/// @param authority its certificate in PEM; empty where there is none yet
/// @param validUntil of the server's certificate; empty where there is none yet
public record NtsReading(int port, boolean own, String fingerprint, String authority, String validUntil) {
    private static final int PEM_COLUMNS = 64;

    /// Empty where NTS is not served.
    static Optional<NtsReading> of(NtsConfiguration nts, Files files) {
        if (nts.port() == 0 || nts.identities().isEmpty() && nts.authority() == null) {
            return Optional.empty();
        }
        if (!nts.identities().isEmpty() || nts.authority() == null) {
            return Optional.of(new NtsReading(nts.port(), false, "", "", ""));
        }
        BoxAuthority box = new BoxAuthority(files, nts.authority());
        try {
            Optional<X509Certificate> authority = box.authority();
            Optional<X509Certificate> server = box.server();
            if (authority.isEmpty() || server.isEmpty()) {
                return Optional.of(new NtsReading(nts.port(), true, "", "", ""));
            }
            return Optional.of(new NtsReading(nts.port(), true, BoxAuthority.fingerprint(authority.get()),
                    pem(authority.get()), server.get().getNotAfter().toInstant().toString()));
        } catch (IOException | CertificateEncodingException _) {
            // `timeball nts show` and the log tell why.
            return Optional.of(new NtsReading(nts.port(), true, "", "", ""));
        }
    }

    private static String pem(X509Certificate certificate) throws CertificateEncodingException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(PEM_COLUMNS, new byte[]{'\n'}).encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
