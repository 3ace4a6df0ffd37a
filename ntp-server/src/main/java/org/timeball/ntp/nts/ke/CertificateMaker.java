package org.timeball.ntp.nts.ke;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Makes keys and certificates with the Java runtime's `keytool`, which every runtime has: the runtime has no other
/// public way to make a certificate.
///
/// Takes about a second on a fast machine. Files are only used on the way; they are in a folder of their own that nobody
/// else may read, and are removed.
public final class CertificateMaker {
    private static final int PATIENCE_SECONDS = 120;
    private static final String PASSWORD = "not-a-secret";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss")
            .withZone(ZoneOffset.UTC);

    private CertificateMaker() {
    }

    /// What a certificate says.
    ///
    /// @param subject such as `CN=Timeball`
    /// @param names whom it is for, as keytool's san extension has them: `dns:localhost,ip:127.0.0.1`; empty for none
    /// @param start first moment of its validity
    /// @param days of validity
    public record Content(String subject, String names, Instant start, int days) {
    }

    /// What kind of key.
    public enum Key {
        /// On NIST's curve P-256, which every client has.
        EC("-keyalg", "EC", "-groupname", "secp256r1"),
        /// On curve 25519.
        ED25519("-keyalg", "Ed25519"),
        RSA("-keyalg", "RSA", "-keysize", "3072");

        private final List<String> words;

        Key(String... words) {
            this.words = List.of(words);
        }
    }

    /// A certificate and its key as PEM text.
    ///
    /// @param chain the certificate, then the authority's if that is another one
    /// @param key PKCS #8
    public record Made(String chain, String key) {
        /// Without the key.
        @Override
        public String toString() {
            return chain;
        }
    }

    /// Makes a certificate that signs itself: a server's, trusted as it is.
    ///
    /// @throws IOException if keytool cannot be run or refuses
    public static Made selfSigned(Key kind, Content content) throws IOException {
        try (Store store = new Store()) {
            store.generate("one", kind, content, List.of());
            return store.take("one");
        }
    }

    /// Makes an authority, whose certificate signs itself and may sign others'.
    public static Made authority(Content content) throws IOException {
        try (Store store = new Store()) {
            store.generate("ca", Key.EC, content,
                    List.of("-ext", "bc:critical=ca:true,pathlen:0", "-ext", "ku:critical=keyCertSign,cRLSign"));
            return store.take("ca");
        }
    }

    /// Makes a server's certificate, signed by an authority.
    ///
    /// @param authority from [#authority]
    public static Made signed(Made authority, Content content) throws IOException {
        try (Store store = new Store()) {
            store.put("ca", authority);
            store.generate("one", Key.EC, content, List.of("-signer", "ca", "-ext", "ku:critical=digitalSignature",
                    "-ext", "eku=serverAuth"));
            return store.take("one");
        }
    }

    /// A key store in a folder of its own.
    private static final class Store implements AutoCloseable {
        private final Path folder = Files.createTempDirectory("timeball-keys");
        private final Path file = folder.resolve("keys.p12");
        private final Path log = folder.resolve("keytool.log");

        Store() throws IOException {
        }

        void generate(String alias, Key kind, Content content, List<String> more) throws IOException {
            List<String> command = new ArrayList<>(
                    List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                            "-alias", alias, "-dname", content.subject(), "-startdate",
                            DATE.format(content.start()), "-validity", Integer.toString(content.days()), "-storetype",
                            "PKCS12", "-keystore", file.toString(), "-storepass", PASSWORD, "-J-Duser.timezone=UTC"));
            command.addAll(kind.words);
            command.addAll(more);
            if (!content.names().isEmpty()) {
                command.addAll(List.of("-ext", "san=" + content.names()));
            }
            Process keytool = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
            try {
                if (!keytool.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    keytool.destroyForcibly();
                    throw new IOException("keytool does not end");
                }
            } catch (InterruptedException e) {
                keytool.destroyForcibly();
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while a certificate was made", e);
            }
            if (keytool.exitValue() != 0) {
                throw new IOException("keytool refused: " + Files.readString(log).strip());
            }
        }

        void put(String alias, Made made) throws IOException {
            try {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                Certificate[] chain = PemFile.certificates("the authority", made.chain().getBytes(StandardCharsets.US_ASCII))
                        .toArray(Certificate[]::new);
                store.setKeyEntry(alias, PemFile.privateKey("the authority", made.key().getBytes(StandardCharsets.US_ASCII)),
                        PASSWORD.toCharArray(), chain);
                try (var out = Files.newOutputStream(file)) {
                    store.store(out, PASSWORD.toCharArray());
                }
            } catch (GeneralSecurityException | KeException e) {
                throw new IOException("the authority cannot be used: " + e.getMessage(), e);
            }
        }

        Made take(String alias) throws IOException {
            try (InputStream in = Files.newInputStream(file)) {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(in, PASSWORD.toCharArray());
                StringBuilder chain = new StringBuilder();
                for (Certificate certificate : store.getCertificateChain(alias)) {
                    chain.append(pem("CERTIFICATE", ((X509Certificate) certificate).getEncoded()));
                }
                return new Made(chain.toString(),
                        pem("PRIVATE KEY", store.getKey(alias, PASSWORD.toCharArray()).getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new IOException("what keytool made cannot be read: " + e.getMessage(), e);
            }
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
            Files.deleteIfExists(log);
            Files.deleteIfExists(folder);
        }
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind,
                Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(content), kind);
    }
}
