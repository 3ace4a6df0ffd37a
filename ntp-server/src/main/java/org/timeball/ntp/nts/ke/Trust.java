package org.timeball.ntp.nts.ke;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/// Judges a server's certificates: whether they lead to an authority that is trusted, bear the server's name, and are
/// valid now.
///
/// The dates are this program's own check, by the clock that it disciplines: the runtime takes a trusted certificate
/// without looking at them, and where there is no clock yet they must not count.
final class Trust extends X509ExtendedTrustManager {
    private final List<X509Certificate> trusted;
    private final Supplier<Optional<Date>> now;

    /// @param trusted authorities, and servers' own certificates
    /// @param now the date that certificates must be valid on; empty if their dates do not count yet
    Trust(List<X509Certificate> trusted, Supplier<Optional<Date>> now) {
        this.trusted = List.copyOf(trusted);
        this.now = now;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        Optional<Date> date = now.get();
        if (date.isPresent()) {
            for (X509Certificate certificate : chain) {
                checkDates(certificate, date.get());
            }
        }
        if (trusted.isEmpty()) {
            throw new CertificateException("no certificate is trusted; see ntstrustedcerts");
        }
        runtimesJudge(date.orElseGet(() -> commonDate(chain))).checkServerTrusted(chain, type, engine);
    }

    private static void checkDates(X509Certificate certificate, Date date) throws CertificateException {
        try {
            certificate.checkValidity(date);
        } catch (CertificateExpiredException _) {
            throw new CertificateException("expired certificate of %s (%s)".formatted(
                    certificate.getSubjectX500Principal(), certificate.getNotAfter().toInstant()));
        } catch (CertificateNotYetValidException _) {
            throw new CertificateException("certificate of %s is not valid before %s".formatted(
                    certificate.getSubjectX500Principal(), certificate.getNotBefore().toInstant()));
        }
    }

    /// A date on which all of a chain are valid, if there is one.
    private static Date commonDate(X509Certificate[] chain) {
        Date latest = chain[0].getNotBefore();
        for (X509Certificate certificate : chain) {
            latest = certificate.getNotBefore().after(latest) ? certificate.getNotBefore() : latest;
        }
        return latest;
    }

    private X509ExtendedTrustManager runtimesJudge(Date date) throws CertificateException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < trusted.size(); i++) {
                store.setCertificateEntry(Integer.toString(i), trusted.get(i));
            }
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(store, new X509CertSelector());
            parameters.setRevocationEnabled(false);
            parameters.setDate(date);
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(new CertPathTrustManagerParameters(parameters));
            return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException | IOException e) {
            throw new CertificateException("the trusted certificates cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("only connections through an engine are judged");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("only connections through an engine are judged");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("clients have no certificates");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("clients have no certificates");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("clients have no certificates");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
