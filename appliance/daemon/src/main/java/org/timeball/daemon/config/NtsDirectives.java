package org.timeball.daemon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.config.NtsConfiguration.Identity;
import org.timeball.daemon.config.NtsConfiguration.TrustedCertificates;
import org.timeball.timekeeping.time.Span;

/// Directives about Network Time Security.
final class NtsDirectives {
    private static final long MAX_UINT32 = 0xffff_ffffL;

    private static final Setting<List<Integer>> AEADS = new Setting<>(
            new Entry("ntsaeads ID...", "AEAD algorithms by IANA number, best first", Standing.IMPLEMENTED),
            List.of(30, 15), (words, _) -> aeads(words), ids -> List.of("ntsaeads "
                    + ids.stream().map(id -> Integer.toString(id)).collect(Collectors.joining(" "))));
    private static final Setting<@Nullable String> DUMP_DIRECTORY = Setting.word(
            new Entry("ntsdumpdir DIRECTORY", "where cookies and server keys survive a restart", Standing.IMPLEMENTED),
            "a directory, such as /var/lib/timeball");
    private static final Setting<Span> REFRESH = Setting.seconds(
            new Entry("ntsrefresh SECONDS", "longest time between two key establishments", Standing.IMPLEMENTED),
            Span.ofSeconds(2_419_200), Integer.MAX_VALUE);
    private static final Setting<List<TrustedCertificates>> TRUSTED = Setting.list(
            new Entry("ntstrustedcerts [SET] FILE|DIRECTORY", "trusted certificates, PEM; collected",
                    Standing.IMPLEMENTED),
            NtsDirectives::trusted, certificates -> "ntstrustedcerts " + certificates.set() + " "
                    + certificates.path());
    private static final Setting<Boolean> NO_SYSTEM_CERTIFICATES = Setting.flag(
            new Entry("nosystemcert", "do not trust the system's certificate authorities", Standing.IMPLEMENTED));
    private static final Setting<Integer> NO_TIME_CHECK = Setting.whole(
            new Entry("nocerttimecheck UPDATES", "dates of certificates count only after so many clock updates",
                    Standing.IMPLEMENTED),
            0, 0, Integer.MAX_VALUE, "a number of clock updates");
    private static final Setting<Integer> PORT = Setting.whole(
            new Entry("ntsport PORT", "TCP port of the key establishment", Standing.IMPLEMENTED),
            NtsConfiguration.DEFAULT_PORT, 0, 65_535, "a TCP port");
    static final Setting<List<String>> CERTIFICATES = files(
            new Entry("ntsservercert FILE", "certificate of this server, PEM; collected", Standing.IMPLEMENTED));
    static final Setting<List<String>> KEYS = files(
            new Entry("ntsserverkey FILE", "private key for the certificate of the same place, PEM; collected",
                    Standing.IMPLEMENTED));
    private static final Setting<@Nullable String> AUTHORITY = Setting.word(
            new Entry("ntsauthority DIRECTORY",
                    "without ntsservercert: make an authority and a certificate here and serve NTS with it",
                    Standing.IMPLEMENTED),
            "a directory, such as /var/lib/timeball/nts");
    private static final Setting<Integer> PROCESSES = Setting.whole(
            new Entry("ntsprocesses PROCESSES", "helper processes for key establishment",
                    Standing.noEffect("keys are established by threads of the one process")),
            1, 0, 1000, "a number of processes");
    private static final Setting<Integer> MAX_CONNECTIONS = Setting.whole(
            new Entry("maxntsconnections CONNECTIONS", "key establishments at once", Standing.IMPLEMENTED), 100, 1,
            1_000_000, "a number of connections");
    private static final Setting<@Nullable String> NTP_SERVER = Setting.word(
            new Entry("ntsntpserver HOST", "the NTP server that clients are sent to; default: this one",
                    Standing.IMPLEMENTED),
            "a host name or an address");
    private static final Setting<Span> ROTATE = Setting.seconds(
            new Entry("ntsrotate SECONDS", "how long a cookie key is used; 0: keys are managed outside",
                    Standing.IMPLEMENTED),
            Span.ofSeconds(604_800), Integer.MAX_VALUE);
    private static final Setting<@Nullable RateLimit> RATE_LIMIT = RateLimitLines.setting(
            new Entry("ntsratelimit [OPTION]...", "limit the key establishments of one address", Standing.IMPLEMENTED),
            RateLimit.NTS, false);

    static final List<Directive> ALL = List.of(AEADS, DUMP_DIRECTORY,
            new Directive.Also(new Entry("ntscachedir DIRECTORY", "older name of ntsdumpdir", Standing.IMPLEMENTED),
                    DUMP_DIRECTORY),
            REFRESH, TRUSTED, NO_SYSTEM_CERTIFICATES, NO_TIME_CHECK, PORT, CERTIFICATES, KEYS, AUTHORITY, PROCESSES,
            MAX_CONNECTIONS, NTP_SERVER, ROTATE, RATE_LIMIT);

    private NtsDirectives() {
    }

    /// Only where [#problem] finds none.
    static NtsConfiguration of(Values values) {
        List<Identity> identities = new ArrayList<>();
        List<String> keys = values.get(KEYS);
        for (String certificate : values.get(CERTIFICATES)) {
            identities.add(new Identity(certificate, keys.get(identities.size())));
        }
        return new NtsConfiguration(values.get(AEADS), values.get(DUMP_DIRECTORY), values.get(REFRESH),
                values.get(TRUSTED), values.get(NO_SYSTEM_CERTIFICATES), values.get(NO_TIME_CHECK), values.get(PORT),
                identities, values.get(AUTHORITY), values.get(PROCESSES), values.get(MAX_CONNECTIONS),
                values.get(NTP_SERVER),
                values.get(ROTATE), values.get(RATE_LIMIT));
    }

    /// What is wrong with the directives together.
    static Optional<String> problem(Values values) {
        int certificates = values.get(CERTIFICATES).size();
        int keys = values.get(KEYS).size();
        return certificates == keys
                ? Optional.empty()
                : Optional.of("there are %d ntsservercert and %d ntsserverkey; expected a key for each certificate"
                        .formatted(certificates, keys));
    }

    private static Setting<List<String>> files(Entry entry) {
        return Setting.list(entry, words -> words.word(entry.name(), "a path of a PEM file"),
                file -> entry.name() + " " + file);
    }

    private static List<Integer> aeads(Arguments words) throws BadLine {
        List<Integer> ids = new ArrayList<>();
        do {
            ids.add(words.whole("ntsaeads", "an AEAD number, such as 15 or 30,", 0, 65_535));
        } while (!words.isEmpty());
        return List.copyOf(ids);
    }

    private static TrustedCertificates trusted(Arguments words) throws BadLine {
        long set = words.remaining() < 2
                ? 0
                : words.wholeLong("ntstrustedcerts set", 0, MAX_UINT32, Notation.range("a set number", 0, MAX_UINT32));
        return new TrustedCertificates(set, words.word("ntstrustedcerts", "a file or directory of PEM certificates"));
    }
}
