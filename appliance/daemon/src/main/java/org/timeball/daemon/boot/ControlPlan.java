package org.timeball.daemon.boot;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.timeball.daemon.candm.server.CommandTally;
import org.timeball.daemon.candm.server.ControlSettings;
import org.timeball.daemon.candm.wire.OpenWord;
import org.timeball.daemon.config.CommandConfiguration;
import org.timeball.daemon.config.CommandConfiguration.OpenCommand;
import org.timeball.ntp.server.ServerCounters;
import org.timeball.ntp.server.Verdict;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.IpAddress;

/// What a configuration means for the control protocol.
final class ControlPlan {
    private ControlPlan() {
    }

    static ControlSettings settings(CommandConfiguration command) {
        Set<OpenWord> open = EnumSet.noneOf(OpenWord.class);
        for (OpenCommand word : command.openCommands()) {
            open.add(OpenWord.valueOf(word.name()));
        }
        String path = command.socketPath();
        return new ControlSettings(command.port(), command.bindAddresses(),
                command.bindDevice() == null ? "" : command.bindDevice(), path == null ? "" : path, open);
    }

    /// Where HTTP is served.
    static List<InetSocketAddress> webAddresses(CommandConfiguration command) {
        List<IpAddress> addresses = command.webAddresses().isEmpty()
                ? List.of(IpAddress.v4(127, 0, 0, 1))
                : command.webAddresses();
        return addresses.stream()
                .map(address -> new InetSocketAddress(InetAddress.ofLiteral(address.toString()), command.webPort()))
                .toList();
    }

    /// Counts requests in the log of clients.
    static CommandTally tally(ServerCounters counters) {
        return (from, at) -> switch (from) {
            case Address.Udp(IpAddress ip, _) -> counters.commands().hit(ip, at) != Verdict.ANSWER;
            case Address.Unix _ -> {
                counters.commands().hit();
                yield false;
            }
        };
    }
}
