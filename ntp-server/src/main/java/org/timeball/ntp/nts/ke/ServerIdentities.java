package org.timeball.ntp.nts.ke;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.timeball.ntp.nts.ke.KeServerSettings.Identity;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Files;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// The certificates by which the server shows who it is, read again when their files have changed.
final class ServerIdentities {
    private final Files files;
    private final List<Identity> identities;
    private List<Optional<SystemInstant>> read = List.of();
    private @Nullable SSLContext context;
    private @Nullable X509Certificate certificate;

    ServerIdentities(Files files, List<Identity> identities) {
        this.files = files;
        this.identities = identities;
    }

    /// Reads the files.
    ///
    /// @throws KeException if one of them cannot be used
    void load() throws KeException {
        List<Optional<SystemInstant>> now = changes();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            X509Certificate first = null;
            for (Identity identity : identities) {
                X509Certificate[] chain = PemFile.certificates(identity.certificate(), content(identity.certificate()))
                        .toArray(X509Certificate[]::new);
                first = first == null ? chain[0] : first;
                store.setKeyEntry(identity.certificate(), PemFile.privateKey(identity.key(), content(identity.key())),
                        new char[0], chain);
            }
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(store, new char[0]);
            SSLContext next = SSLContext.getInstance("TLS");
            next.init(keys.getKeyManagers(), null, null);
            context = next;
            certificate = first;
            read = now;
        } catch (GeneralSecurityException | IOException e) {
            throw new KeException("the certificates cannot be used: " + e.getMessage());
        }
    }

    private byte[] content(String path) throws KeException {
        try {
            return files.read(path).orElseThrow(() -> new KeException(path + ": there is no such file"));
        } catch (WorldException e) {
            throw new KeException(path + ": " + e.getMessage());
        }
    }

    /// When each file was changed last.
    private List<Optional<SystemInstant>> changes() {
        List<Optional<SystemInstant>> changes = new ArrayList<>();
        for (Identity identity : identities) {
            for (String path : List.of(identity.certificate(), identity.key())) {
                try {
                    changes.add(files.modified(path));
                } catch (WorldException e) {
                    changes.add(Optional.empty());
                }
            }
        }
        return changes;
    }

    /// The first of the certificates.
    X509Certificate certificate() {
        X509Certificate current = certificate;
        if (current == null) {
            throw new IllegalStateException("no certificates were loaded");
        }
        return current;
    }

    /// The TLS side of one connection. Files that have changed are read first; if they cannot be used, what was read
    /// before stays.
    SSLEngine engine() {
        List<Optional<SystemInstant>> now = changes();
        if (!now.equals(read)) {
            try {
                load();
                Logger.info("The NTS certificates were read again");
            } catch (KeException e) {
                read = now;
                Logger.error("The changed NTS certificates are not used: {}", e.getMessage());
            }
        }
        SSLContext current = context;
        if (current == null) {
            throw new IllegalStateException("no certificates were loaded");
        }
        return TlsTalk.speaking(current.createSSLEngine(), false);
    }
}
