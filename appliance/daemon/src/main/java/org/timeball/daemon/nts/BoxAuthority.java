package org.timeball.daemon.nts;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.timeball.ntp.nts.ke.CertificateMaker;
import org.timeball.ntp.nts.ke.CertificateMaker.Content;
import org.timeball.ntp.nts.ke.CertificateMaker.Made;
import org.timeball.timekeeping.world.Files;
import org.timeball.timekeeping.world.WorldException;

/// The authority of one box and the certificate that it has signed for it, in a folder.
///
/// `ca.crt` is what clients trust, for ten years; `server.crt`, with the authority behind it, is what the server shows,
/// for 90 days, and is made anew 30 days before its end or when the box gets another name or address. `ca.key` and
/// `server.key` are for their owner alone.
public final class BoxAuthority {
    /// Where it is by default.
    public static final String PLACE = "/var/lib/timeball/nts";
    private static final int AUTHORITY_DAYS = 3_650;
    private static final int SERVER_DAYS = 90;
    private static final Duration RENEWAL = Duration.ofDays(30);
    private static final Duration SLACK = Duration.ofDays(1);
    private static final int DNS = 2;
    private static final int IP = 7;
    private static final int OWNER_ONLY = 0600;
    private static final int PUBLIC = 0644;

    private final Files files;
    private final String directory;

    public BoxAuthority(Files files, String directory) {
        this.files = files;
        this.directory = directory;
    }

    public String authorityPath() {
        return directory + "/ca.crt";
    }

    public String certificatePath() {
        return directory + "/server.crt";
    }

    public String keyPath() {
        return directory + "/server.key";
    }

    private String authorityKeyPath() {
        return directory + "/ca.key";
    }

    /// The authority's certificate; empty if there is none yet.
    public Optional<X509Certificate> authority() throws IOException {
        return certificate(authorityPath());
    }

    /// The server's certificate.
    public Optional<X509Certificate> server() throws IOException {
        return certificate(certificatePath());
    }

    private Optional<X509Certificate> certificate(String path) throws IOException {
        Optional<byte[]> content = read(path);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(content.get())));
        } catch (CertificateException e) {
            throw new IOException(path + " is no certificate: " + e.getMessage() + "; remove it to have a new one", e);
        }
    }

    private Optional<byte[]> read(String path) throws IOException {
        try {
            return files.read(path);
        } catch (WorldException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// Whether there is a server's certificate that can be shown now, be it an old one.
    public boolean isThere() throws IOException {
        return server().isPresent() && read(keyPath()).isPresent();
    }

    /// Whether the server needs another certificate.
    public boolean isRenewalDue(Instant now, BoxNames names) throws IOException {
        Optional<X509Certificate> server = server();
        return server.isEmpty() || read(keyPath()).isEmpty()
                || server.get().getNotAfter().toInstant().isBefore(now.plus(RENEWAL))
                || server.get().getNotBefore().toInstant().isAfter(now) || !names(server.get()).equals(names.all());
    }

    /// The names and addresses that a certificate bears, as [BoxNames] has them.
    public static SortedSet<String> names(X509Certificate certificate) throws IOException {
        SortedSet<String> names = new TreeSet<>();
        try {
            if (certificate.getSubjectAlternativeNames() == null) {
                return names;
            }
            for (List<?> name : certificate.getSubjectAlternativeNames()) {
                if (name.getFirst().equals(DNS)) {
                    names.add("dns:" + name.get(1));
                } else if (name.getFirst().equals(IP)) {
                    names.add("ip:" + BoxNames.figures(InetAddress.ofLiteral((String) name.get(1))));
                }
            }
        } catch (CertificateException e) {
            throw new IOException("the names in a certificate cannot be read: " + e.getMessage(), e);
        }
        return names;
    }

    /// Makes a new certificate for the server, and before it the authority where there is none. Takes seconds.
    ///
    /// @param now true time: certificates begin a day before it
    public void renew(Instant now, BoxNames names) throws IOException {
        Made authority = authority(now, names);
        Made server = CertificateMaker.signed(authority, new Content("CN=" + names.host(),
                String.join(",", names.all()), now.minus(SLACK), SERVER_DAYS + (int) SLACK.toDays()));
        write(keyPath(), server.key(), OWNER_ONLY);
        write(certificatePath(), server.chain(), PUBLIC);
    }

    private Made authority(Instant now, BoxNames names) throws IOException {
        Optional<byte[]> certificate = read(authorityPath());
        Optional<byte[]> key = read(authorityKeyPath());
        if (certificate.isPresent() && key.isPresent()) {
            return new Made(new String(certificate.get(), StandardCharsets.US_ASCII),
                    new String(key.get(), StandardCharsets.US_ASCII));
        }
        Made made = CertificateMaker.authority(
                new Content("CN=Timeball " + names.host(), "", now.minus(SLACK), AUTHORITY_DAYS));
        write(authorityKeyPath(), made.key(), OWNER_ONLY);
        write(authorityPath(), made.chain(), PUBLIC);
        return made;
    }

    private void write(String path, String text, int mode) throws IOException {
        try {
            files.replace(path, text.getBytes(StandardCharsets.US_ASCII), mode);
        } catch (WorldException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// What people compare a certificate by: SHA-256 of it, in pairs of hexadecimal digits.
    public static String fingerprint(X509Certificate certificate) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IOException("the fingerprint cannot be computed: " + e.getMessage(), e);
        }
    }
}
