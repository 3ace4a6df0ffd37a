package org.timeball.daemon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.config.CommandConfiguration.OpenCommand;
import org.timeball.timekeeping.world.IpAddress;

/// Directives about monitoring and commands.
final class CommandDirectives {
    private static final Setting<Integer> PORT = Setting.whole(
            new Entry("cmdport PORT", "UDP port for monitoring; 0 none", Standing.IMPLEMENTED),
            CommandConfiguration.DEFAULT_PORT, 0, 65_535, "a UDP port");
    private static final Setting<Addresses> ADDRESSES = new Setting<>(
            new Entry("bindcmdaddress ADDRESS|PATH",
                    "local address for monitoring, one an address family; a path is the socket for all commands, / none",
                    Standing.IMPLEMENTED),
            new Addresses(List.of(IpAddress.v4(127, 0, 0, 1), new IpAddress(0, 1)),
                    CommandConfiguration.DEFAULT_SOCKET_PATH),
            CommandDirectives::address, CommandDirectives::lines);
    private static final Setting<@Nullable String> BIND_DEVICE = Setting.word(
            new Entry("bindcmddevice INTERFACE", "network interface for monitoring", Standing.IMPLEMENTED),
            "a network interface, such as eth0");
    private static final Setting<List<AccessRule>> ACCESS = ServerDirectives.access(
            new Entry("cmdallow [all] [SUBNET]", "these addresses may monitor; the loopback always may",
                    Standing.IMPLEMENTED),
            "cmd");
    private static final Setting<@Nullable RateLimit> RATE_LIMIT = RateLimitLines.setting(
            new Entry("cmdratelimit [OPTION]...", "limit the answers that one monitoring address gets",
                    Standing.IMPLEMENTED),
            RateLimit.COMMAND, false);
    private static final Setting<List<OpenCommand>> OPEN_COMMANDS = new Setting<>(
            new Entry("opencommands [COMMAND]...", "reports that may be asked for over UDP", Standing.IMPLEMENTED),
            CommandConfiguration.DEFAULT_OPEN_COMMANDS, (words, _) -> openCommands(words),
            commands -> List.of(("opencommands " + commands.stream().map(command -> command.name().toLowerCase(
                    Locale.ROOT)).collect(Collectors.joining(" "))).strip()));

    private static final Setting<Integer> GPSD_PORT = Setting.whole(
            new Entry("gpsdport PORT",
                    "TCP port on 127.0.0.1 that shows the first gnss receiver to gpsd's clients; 0 none (Timeball's own)",
                    Standing.IMPLEMENTED),
            CommandConfiguration.DEFAULT_GPSD_PORT, 0, 65_535, "a TCP port");

    private static final Setting<Integer> WEB_PORT = Setting.whole(
            new Entry("webport PORT", "TCP port of the web page, with /metrics for Prometheus; 0 none (Timeball's own)",
                    Standing.IMPLEMENTED),
            0, 0, 65_535, "a TCP port");
    private static final Setting<List<IpAddress>> WEB_ADDRESSES = ClientDirectives.addresses(
            new Entry("bindwebaddress ADDRESS",
                    "local address of HTTP, one an address family; default 127.0.0.1 (Timeball's own)",
                    Standing.IMPLEMENTED));

    static final List<Directive> ALL = List.of(PORT, ADDRESSES, BIND_DEVICE, ACCESS,
            new Directive.Also(new Entry("cmddeny [all] [SUBNET]", "these addresses may not monitor",
                    Standing.IMPLEMENTED), ACCESS),
            RATE_LIMIT, OPEN_COMMANDS, GPSD_PORT, WEB_PORT, WEB_ADDRESSES);

    private CommandDirectives() {
    }

    static CommandConfiguration of(Values values) {
        return new CommandConfiguration(values.get(PORT), values.get(ADDRESSES).ips(), values.get(ADDRESSES).path(),
                values.get(BIND_DEVICE), values.get(ACCESS), values.get(RATE_LIMIT), values.get(OPEN_COMMANDS),
                values.get(GPSD_PORT), values.get(WEB_PORT), values.get(WEB_ADDRESSES));
    }

    private static Addresses address(Arguments words, Addresses before) throws BadLine {
        String expected = "an IPv4 or IPv6 address, or the path of a socket, or / for none";
        String word = words.word("bindcmdaddress", expected);
        if (word.startsWith("/")) {
            return new Addresses(before.ips(), word.equals("/") ? null : word);
        }
        IpAddress address = Arguments.address("bindcmdaddress", word, expected);
        return new Addresses(ClientDirectives.with(before.ips(), address), before.path());
    }

    private static List<String> lines(Addresses addresses) {
        List<String> lines = new ArrayList<>();
        addresses.ips().forEach(address -> lines.add("bindcmdaddress " + address));
        lines.add("bindcmdaddress " + (addresses.path() == null ? "/" : addresses.path()));
        return lines;
    }

    private static List<OpenCommand> openCommands(Arguments words) throws BadLine {
        List<OpenCommand> commands = new ArrayList<>();
        while (!words.isEmpty()) {
            commands.add(words.choice("opencommands", OpenCommand.class));
        }
        return commands.stream().distinct().toList();
    }

    /// @param ips IPv4 before IPv6
    /// @param path null opens no socket
    private record Addresses(List<IpAddress> ips, @Nullable String path) {
    }
}
