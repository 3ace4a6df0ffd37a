package org.timeball.daemon.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.config.ServerConfiguration.Broadcast;
import org.timeball.daemon.config.ServerConfiguration.FastPathLine;
import org.timeball.daemon.config.ServerConfiguration.FastPathMode;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.IpAddress;

/// Directives about the NTP server.
final class ServerDirectives {
    private static final Setting<List<AccessRule>> ACCESS = access(
            new Entry("allow [all] [SUBNET]", "these addresses may ask for the time; all: against earlier rules too",
                    Standing.IMPLEMENTED),
            "");
    private static final Setting<Integer> PORT = Setting.whole(
            new Entry("port PORT", "UDP port of the NTP server; 0 serves nobody", Standing.IMPLEMENTED),
            ServerConfiguration.DEFAULT_PORT, 0, 65_535, "a UDP port");
    private static final Setting<List<IpAddress>> BIND_ADDRESSES = ClientDirectives.addresses(
            new Entry("bindaddress ADDRESS", "local address of the NTP server, one an address family",
                    Standing.IMPLEMENTED));
    private static final Setting<@Nullable String> BIND_DEVICE = Setting.word(
            new Entry("binddevice INTERFACE", "network interface of the NTP server", Standing.IMPLEMENTED),
            "a network interface, such as eth0");
    private static final Setting<List<Broadcast>> BROADCASTS = Setting.list(
            new Entry("broadcast SECONDS ADDRESS [PORT]", "send the time unasked", Standing.IMPLEMENTED),
            ServerDirectives::broadcast, broadcast -> "broadcast %s %s %d"
                    .formatted(Notation.seconds(broadcast.interval()), broadcast.address(), broadcast.port()));
    private static final Setting<Long> CLIENT_LOG_BYTES = new Setting<>(
            new Entry("clientloglimit BYTES", "memory for what is remembered of clients", Standing.IMPLEMENTED),
            ServerConfiguration.DEFAULT_CLIENT_LOG_BYTES,
            (words, _) -> words.wholeLong("clientloglimit", 0, 9_999_999_999L, "bytes from 0 to 9999999999"),
            bytes -> List.of("clientloglimit " + bytes));
    private static final Setting<Boolean> NO_CLIENT_LOG = Setting.flag(
            new Entry("noclientlog", "remember nothing of clients; rules out the interleaved mode",
                    Standing.IMPLEMENTED));
    private static final Setting<@Nullable RateLimit> RATE_LIMIT = RateLimitLines.setting(
            new Entry("ratelimit [OPTION]...", "limit the answers that one address gets", Standing.IMPLEMENTED),
            RateLimit.NTP, true);
    private static final Setting<@Nullable String> SIGN_SOCKET = Setting.word(
            new Entry("ntpsigndsocket DIRECTORY", "Samba's signing daemon",
                    Standing.noEffect("answers are not signed for MS-SNTP; the box is no domain controller")),
            "a directory, such as /var/lib/samba/ntp_signd");
    private static final Setting<Integer> PTP_PORT = Setting.whole(
            new Entry("ptpport PORT", "UDP port of NTP over PTP, usually 319; 0 off", Standing.NOT_YET), 0, 0, 65_535,
            "a UDP port");
    private static final Setting<Integer> PTP_DOMAIN = Setting.whole(
            new Entry("ptpdomain DOMAIN", "PTP domain of NTP over PTP", Standing.NOT_YET),
            ServerConfiguration.DEFAULT_PTP_DOMAIN, 0, 255, "a PTP domain");
    private static final Setting<List<FastPathLine>> FAST_PATHS = Setting.list(
            new Entry("fastpath INTERFACE|* [native|generic|off]",
                    "answer plain requests inside the kernel: in the driver, or in the receive path of any driver",
                    Standing.IMPLEMENTED),
            ServerDirectives::fastPath, ServerDirectives::text);

    static final List<Directive> ALL = List.of(ACCESS,
            new Directive.Also(
                    new Entry("deny [all] [SUBNET]", "these addresses may not ask for the time", Standing.IMPLEMENTED),
                    ACCESS),
            PORT, BIND_ADDRESSES, BIND_DEVICE, BROADCASTS, CLIENT_LOG_BYTES, NO_CLIENT_LOG, RATE_LIMIT, SIGN_SOCKET,
            PTP_PORT, PTP_DOMAIN, FAST_PATHS);

    /// Has a letter that no IPv6 address has, and no character that no host name has.
    private static final Pattern HOST_NAME = Pattern.compile("(?=.*[g-z])[a-z0-9._-]+");

    private ServerDirectives() {
    }

    static ServerConfiguration of(Values values) {
        return new ServerConfiguration(values.get(ACCESS), values.get(PORT), values.get(BIND_ADDRESSES),
                values.get(BIND_DEVICE), values.get(BROADCASTS), values.get(CLIENT_LOG_BYTES),
                values.get(NO_CLIENT_LOG), values.get(RATE_LIMIT), values.get(SIGN_SOCKET), values.get(PTP_PORT),
                values.get(PTP_DOMAIN), values.get(FAST_PATHS));
    }

    private static Broadcast broadcast(Arguments words) throws BadLine {
        Span interval = words.seconds("broadcast interval", 1, 1e6);
        IpAddress address = words.address("broadcast address");
        return new Broadcast(interval, address, words.isEmpty()
                ? ServerConfiguration.DEFAULT_PORT
                : words.whole("broadcast port", "a UDP port", 1, 65_535));
    }

    private static FastPathLine fastPath(Arguments words) throws BadLine {
        String name = words.word("the interface", "a network interface, such as eth0, or * for all");
        if (words.isEmpty()) {
            return new FastPathLine(name, FastPathMode.EITHER);
        }
        String mode = words.option();
        return new FastPathLine(name, switch (mode) {
            case "native" -> FastPathMode.NATIVE;
            case "generic" -> FastPathMode.GENERIC;
            case "off" -> FastPathMode.OFF;
            default ->
                throw new BadLine("mode is %s; expected native, generic or off".formatted(Arguments.quoted(mode)));
        });
    }

    private static String text(FastPathLine line) {
        String mode = line.mode() == FastPathMode.EITHER ? "" : " " + line.mode().name().toLowerCase(Locale.ROOT);
        return "fastpath " + line.interfaceName() + mode;
    }

    /// A list of rules in the order of the text.
    ///
    /// @param prefix of the directives before `allow` and `deny`
    static Setting<List<AccessRule>> access(Entry entry, String prefix) {
        return Setting.list(entry, words -> rule(words, prefix), rule -> prefix + rule.text());
    }

    private static AccessRule rule(Arguments words, String prefix) throws BadLine {
        String verb = words.context().directive().substring(prefix.length());
        AccessRule rule = new AccessRule((verb + " " + words.rest()).strip().toLowerCase(Locale.ROOT));
        String subnet = rule.text().substring(rule.text().lastIndexOf(' ') + 1);
        if (!subnet.equals(verb) && !subnet.equals("all") && HOST_NAME.matcher(subnet).matches()) {
            throw new BadLine("subnet is %s, a host name; names are not looked up for access rules, write its address"
                    .formatted(Arguments.quoted(subnet)));
        }
        Optional<String> problem = words.context().access().problemOf(rule);
        if (problem.isPresent()) {
            throw new BadLine(problem.get());
        }
        return rule;
    }
}
