package org.timeball.ntp.nts.ke;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Certificates and private keys in text form (RFC 7468).
///
/// Keys may be in PKCS #8, or in the older forms of their kind: PKCS #1 for RSA, SEC 1 for elliptic curves.
final class PemFile {
    private static final Pattern BLOCK = Pattern
            .compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final List<String> KINDS = List.of("EC", "RSA", "EdDSA");
    private static final byte[] RSA = {0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d,
            0x01, 0x01, 0x01, 0x05, 0x00};
    private static final byte[] EC = {0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int PARAMETERS = 0xa0;

    private PemFile() {
    }

    /// The certificates of a file, in its order.
    ///
    /// @param path for the messages
    /// @throws KeException if there is none, or one that cannot be read
    static List<X509Certificate> certificates(String path, byte[] content) throws KeException {
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(new String(content, StandardCharsets.ISO_8859_1));
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            while (matcher.find()) {
                if (matcher.group(1).endsWith("CERTIFICATE")) {
                    Certificate certificate = factory
                            .generateCertificate(new ByteArrayInputStream(decode(path, matcher.group(2))));
                    certificates.add((X509Certificate) certificate);
                }
            }
        } catch (CertificateException e) {
            throw new KeException("%s: certificate %d cannot be read: %s".formatted(path, certificates.size() + 1,
                    e.getMessage()));
        }
        if (certificates.isEmpty()) {
            throw new KeException(path + ": there is no certificate in it; expected -----BEGIN CERTIFICATE-----");
        }
        return certificates;
    }

    /// The first private key of a file.
    static PrivateKey privateKey(String path, byte[] content) throws KeException {
        Matcher matcher = BLOCK.matcher(new String(content, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            byte[] body = decode(path, matcher.group(2));
            switch (matcher.group(1)) {
                case "PRIVATE KEY" -> {
                    return privateKey(path, KINDS, body);
                }
                case "RSA PRIVATE KEY" -> {
                    return privateKey(path, List.of("RSA"), wrapped(RSA, body));
                }
                case "EC PRIVATE KEY" -> {
                    return privateKey(path, List.of("EC"), wrapped(curve(path, body), body));
                }
                case "ENCRYPTED PRIVATE KEY" -> throw new KeException(
                        path + ": the key is encrypted; nobody is there to type its password: give it without one");
                default -> {
                    // Parameters of a curve, or a certificate.
                }
            }
        }
        throw new KeException(path + ": there is no private key in it; expected -----BEGIN PRIVATE KEY-----");
    }

    private static PrivateKey privateKey(String path, List<String> kinds, byte[] encoded) throws KeException {
        for (String kind : kinds) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (GeneralSecurityException e) {
                // It may be of the next kind.
            }
        }
        throw new KeException("%s: the private key is none of %s, or damaged".formatted(path, kinds));
    }

    private static byte[] decode(String path, String text) throws KeException {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new KeException(path + ": this is no Base64: " + e.getMessage());
        }
    }

    /// PKCS #8 around an older form: version 0, the algorithm, the key as octets.
    private static byte[] wrapped(byte[] algorithm, byte[] key) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(new byte[]{0x02, 0x01, 0x00});
        content.writeBytes(algorithm);
        content.writeBytes(element(OCTETS, key));
        return element(SEQUENCE, content.toByteArray());
    }

    /// The algorithm of a SEC 1 key (RFC 5915): its parameters, which name the curve, are element 0 of the key.
    private static byte[] curve(String path, byte[] key) throws KeException {
        int[] at = {0};
        enter(path, key, at, SEQUENCE);
        skip(path, key, at);
        skip(path, key, at);
        int length = enter(path, key, at, PARAMETERS);
        byte[] name = new byte[length];
        System.arraycopy(key, at[0], name, 0, length);
        ByteArrayOutputStream algorithm = new ByteArrayOutputStream();
        algorithm.writeBytes(EC);
        algorithm.writeBytes(name);
        return element(SEQUENCE, algorithm.toByteArray());
    }

    private static void skip(String path, byte[] der, int[] at) throws KeException {
        int length = enter(path, der, at, -1);
        at[0] += length;
    }

    /// @param tag wanted, or -1 for any
    /// @return bytes of the element's content, which begins at `at` now
    private static int enter(String path, byte[] der, int[] at, int tag) throws KeException {
        if (at[0] + 2 > der.length || tag >= 0 && (der[at[0]] & 255) != tag) {
            throw new KeException(path + ": the elliptic-curve key does not name its curve; convert it to PKCS #8");
        }
        int length = der[at[0] + 1] & 255;
        at[0] += 2;
        if (length >= 0x80) {
            int bytes = length & 0x7f;
            length = 0;
            for (int i = 0; i < bytes && at[0] < der.length; i++) {
                length = length << Byte.SIZE | der[at[0]++] & 255;
            }
        }
        if (length < 0 || length > der.length - at[0]) {
            throw new KeException(path + ": the elliptic-curve key is damaged");
        }
        return length;
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        if (content.length < 0x80) {
            element.write(content.length);
        } else {
            int bytes = content.length < 0x100 ? 1 : 2;
            element.write(0x80 | bytes);
            for (int i = bytes - 1; i >= 0; i--) {
                element.write(content.length >>> i * Byte.SIZE);
            }
        }
        element.writeBytes(content);
        return element.toByteArray();
    }
}
