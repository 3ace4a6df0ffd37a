package org.timeball.ntp.nts.ke;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Files;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// Whom an NTS client believes, by numbered sets of certificates. Set 0 has the system's authorities too.
final class TrustedCertificates {
    private static final String SYSTEM = "/etc/ssl/certs/ca-certificates.crt";
    private static final long MILLIS = Span.ofMillis(1).nanos();

    private final World world;
    private final NtsClientSettings settings;
    private final IntSupplier clockUpdates;

    /// @param clockUpdates how often the clock was corrected since the start
    TrustedCertificates(World world, NtsClientSettings settings, IntSupplier clockUpdates) {
        this.world = world;
        this.settings = settings;
        this.clockUpdates = clockUpdates;
    }

    /// The TLS side of one connection to a server. The files are read each time, once in weeks, so that changed ones
    /// count.
    ///
    /// @param set number of its certificates
    /// @param name that its certificate must bear: a host name or an address in figures
    SSLEngine engine(long set, String name, int port) throws KeException {
        SSLEngine engine = TlsTalk.speaking(context(set).createSSLEngine(name, port), true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    private SSLContext context(long set) throws KeException {
        List<X509Certificate> trusted = new ArrayList<>();
        if (set == 0 && settings.systemCertificates()) {
            trusted.addAll(system());
        }
        for (String path : settings.trusted().getOrDefault(set, List.of())) {
            trusted.addAll(read(path));
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[]{new Trust(trusted, this::date)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new KeException("TLS cannot be set up: " + e.getMessage());
        }
    }

    private Optional<Date> date() {
        return clockUpdates.getAsInt() < settings.updatesBeforeDatesCount()
                ? Optional.empty()
                : Optional.of(new Date(Math.floorDiv(world.clock().now().nanos(), MILLIS)));
    }

    /// The authorities of this machine; those of the Java runtime where it has none.
    private List<X509Certificate> system() throws KeException {
        List<X509Certificate> machines = new ArrayList<>();
        try {
            Optional<byte[]> content = world.files().read(SYSTEM);
            if (content.isPresent()) {
                machines.addAll(PemFile.certificates(SYSTEM, content.get()));
            }
        } catch (WorldException | KeException e) {
            Logger.warn("The system's certificates are not read: {}", e.getMessage());
        }
        if (!machines.isEmpty()) {
            return machines;
        }
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init((KeyStore) null);
            return List.of(((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers());
        } catch (GeneralSecurityException e) {
            throw new KeException("the runtime's certificates cannot be used: " + e.getMessage());
        }
    }

    /// @param path a file, or a folder of files
    private List<X509Certificate> read(String path) {
        Files files = world.files();
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            List<String> paths = contents(path).stream().map(name -> path + "/" + name).toList();
            paths = paths.isEmpty() ? List.of(path) : paths;
            for (String file : paths) {
                Optional<byte[]> content = files.read(file);
                if (content.isEmpty()) {
                    Logger.error("ntstrustedcerts: there is no file {}", file);
                } else {
                    certificates.addAll(PemFile.certificates(file, content.get()));
                }
            }
        } catch (WorldException | KeException e) {
            Logger.error("ntstrustedcerts: {}", e.getMessage());
        }
        return certificates;
    }

    /// The names in a folder; none if it is a file.
    private List<String> contents(String path) {
        try {
            return world.files().list(path);
        } catch (WorldException e) {
            return List.of();
        }
    }
}
