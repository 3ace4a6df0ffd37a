package org.timeball.daemon.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.Span;

/// Network Time Security (RFC 8915), as a client and as a server.
///
/// @param aeads `ntsaeads`: AEAD algorithms by IANA number, best first; default 30 (AES-128-GCM-SIV), 15
///            (AES-SIV-CMAC-256)
/// @param dumpDirectory `ntsdumpdir` (also `ntscachedir`): where cookies and server keys survive a restart; null
///            (default) nowhere
/// @param refresh `ntsrefresh`: longest time between two key establishments, default 2,419,200 s (four weeks)
/// @param trustedCertificates `ntstrustedcerts`, collected
/// @param noSystemCertificates `nosystemcert`: the system's certificate authorities are not trusted
/// @param noCertificateTimeCheck `nocerttimecheck N`: dates of certificates count only after N clock updates, default 0
/// @param port `ntsport`: TCP port of the key establishment, default 4460
/// @param identities certificates with their keys (`ntsservercert`, `ntsserverkey`), in the order of the text; without
///            any, no keys are established
/// @param authority `ntsauthority DIRECTORY` (ours): where the box's own authority lies, which signs its certificate if
///            there are no identities; null (default) none
/// @param processes `ntsprocesses`: helper processes, 0 to 1,000, default 1
/// @param maxConnections `maxntsconnections`: key establishments at once, default 100
/// @param ntpServer `ntsntpserver`: the NTP server that clients are sent to; null (default) this one
/// @param rotate `ntsrotate`: how long a cookie key is used, default 604,800 s (a week); zero: keys are managed outside
/// @param rateLimit `ntsratelimit`; null (default) does not limit
public record NtsConfiguration(List<Integer> aeads, @Nullable String dumpDirectory, Span refresh,
        List<TrustedCertificates> trustedCertificates, boolean noSystemCertificates, int noCertificateTimeCheck,
        int port, List<Identity> identities, @Nullable String authority, int processes, int maxConnections,
        @Nullable String ntpServer, Span rotate,
        @Nullable RateLimit rateLimit) {
    public static final int DEFAULT_PORT = 4460;

    public NtsConfiguration {
        aeads = List.copyOf(aeads);
        trustedCertificates = List.copyOf(trustedCertificates);
        identities = List.copyOf(identities);
    }

    /// `ntstrustedcerts [SET] PATH`.
    ///
    /// @param set number of the set, 0 to 4,294,967,295, default 0: the one that has the system's authorities
    /// @param path file, or directory of files, in PEM format
    public record TrustedCertificates(long set, String path) {
    }

    /// A name that this server can prove to have.
    ///
    /// @param certificate `ntsservercert`: PEM file, the intermediate certificates behind the server's own
    /// @param key `ntsserverkey`: PEM file of its private key
    public record Identity(String certificate, String key) {
    }
}
