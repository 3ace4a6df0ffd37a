package org.timeball.daemon.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.config.NtpClientConfiguration.InitStepSlew;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.IpAddress;

/// Directives about the NTP client.
final class ClientDirectives {
    private static final Setting<@Nullable InitStepSlew> INIT_STEP_SLEW = Setting.optional(
            new Entry("initstepslew THRESHOLD [HOST]...",
                    "set the clock by these servers first: step more than THRESHOLD seconds, slew less",
                    Standing.IMPLEMENTED),
            (words, _) -> initStepSlew(words),
            init -> (Notation.seconds(init.threshold()) + " " + String.join(" ", init.hosts())).strip());
    private static final Setting<@Nullable Integer> ACQUISITION_PORT = Setting.optionalWhole(
            new Entry("acquisitionport PORT", "one source port for all requests; 0 any, but always the same",
                    Standing.IMPLEMENTED),
            0, 65_535, "a UDP port");
    private static final Setting<List<IpAddress>> BIND_ADDRESSES = addresses(
            new Entry("bindacqaddress ADDRESS", "local address of requests, one an address family",
                    Standing.IMPLEMENTED));
    private static final Setting<@Nullable String> BIND_DEVICE = Setting.word(
            new Entry("bindacqdevice INTERFACE", "network interface of requests", Standing.IMPLEMENTED),
            "a network interface, such as eth0");
    private static final Setting<Integer> DSCP = Setting.whole(
            new Entry("dscp POINT", "code point (DSCP) of transmitted NTP packets", Standing.IMPLEMENTED), 0, 0, 63,
            "a code point");
    private static final Setting<@Nullable String> KEY_FILE = Setting.word(
            new Entry("keyfile FILE", "symmetric keys", Standing.IMPLEMENTED), "a path, such as /etc/timeball/keys");
    private static final Setting<Span> REFRESH = Setting.seconds(
            new Entry("refresh SECONDS", "least time between two look-ups of a source's name; 0 never again",
                    Standing.IMPLEMENTED),
            Span.ofSeconds(1_209_600), Integer.MAX_VALUE);

    static final List<Directive> ALL = List.of(INIT_STEP_SLEW, ACQUISITION_PORT, BIND_ADDRESSES, BIND_DEVICE, DSCP,
            KEY_FILE, REFRESH);

    private ClientDirectives() {
    }

    static NtpClientConfiguration of(Values values) {
        return new NtpClientConfiguration(values.get(SourceDirectives.NTP_SOURCES),
                values.get(SourceDirectives.SOURCE_DIRECTORIES), values.get(INIT_STEP_SLEW),
                values.get(ACQUISITION_PORT), values.get(BIND_ADDRESSES), values.get(BIND_DEVICE), values.get(DSCP),
                values.get(KEY_FILE), values.get(REFRESH));
    }

    private static InitStepSlew initStepSlew(Arguments words) throws BadLine {
        Span threshold = words.seconds("initstepslew threshold", 0, 1e9);
        List<String> hosts = new ArrayList<>();
        while (!words.isEmpty()) {
            hosts.add(words.word("initstepslew host", "a host name or an address"));
        }
        return new InitStepSlew(threshold, hosts);
    }

    /// Local addresses: the last one of each family counts, IPv4 first.
    static Setting<List<IpAddress>> addresses(Entry entry) {
        return new Setting<>(entry, List.of(), (words, before) -> with(before, words.address(entry.name())),
                addresses -> addresses.stream().map(address -> entry.name() + " " + address).toList());
    }

    /// The list with this address in place of any other of its family.
    static List<IpAddress> with(List<IpAddress> before, IpAddress address) {
        List<IpAddress> addresses = new ArrayList<>(before);
        addresses.removeIf(other -> other.isV4() == address.isV4());
        addresses.add(address);
        addresses.sort(Comparator.comparing(IpAddress::isV4).reversed());
        return List.copyOf(addresses);
    }
}
