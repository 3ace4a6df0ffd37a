package org.timeball.daemon.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.linux.clock.HostClock;
import org.timeball.ntp.access.AccessList;
import org.timeball.ntp.access.AccessRule;
import org.timeball.ntp.access.IpText;
import org.timeball.ntp.server.LinuxResponders;
import org.timeball.ntp.server.ServerCounters;
import org.timeball.ntp.server.ServerSettings;
import org.timeball.ntp.wire.ReferenceId;
import org.timeball.timekeeping.snapshot.Reason;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.WorldException;

/// NTP daemons of others take our server for a source. Both insist on port 123.
class ForeignClientsTest {
    private static final int ENOUGH_SECONDS = 40;
    @TempDir
    private Path folder;

    private static LinuxResponders serve(String address) throws WorldException {
        AccessList access = new AccessList();
        access.apply(AccessRule.parse("allow"));
        SystemInstant now = new SystemInstant(HostClock.realtimeNanos());
        TimingSnapshot snapshot = new TimingSnapshot(now, TimingSnapshot.Lock.LOCKED, now, Reason.NONE,
                LeapIndicator.NONE, 1, ReferenceId.ofCode("GPS"), now, Span.ZERO, 1e-6, 1e-6, Span.ofSeconds(3_600), 0,
                0, 0, 0, List.of());
        return LinuxResponders.start(ServerSettings.onAddresses(123, List.of(IpText.parse(address))),
                new SnapshotBoard(snapshot), KernelTimescale.SAME, access, new ServerCounters(1));
    }

    /// Runs `daemon` until its log has `wanted` or time is up; its log comes back.
    private String until(ClientNamespace client, String wanted, String daemon) throws Exception {
        Path log = folder.resolve("log");
        return client.shell(ENOUGH_SECONDS, """
                %s >%s 2>&1 &
                while ! grep -q '%s' %s && kill -0 $!; do sleep 0.2; done
                kill $!
                cat %s
                """.formatted(daemon, log, wanted, log, log));
    }

    @Test
    void ntpsecsNtpdSynchronisesToUs() throws Exception {
        Path program = Peer.named("ntpd").program();
        try (ClientNamespace client = ClientNamespace.open(); LinuxResponders _ = serve(client.server())) {
            Path file = Files.writeString(folder.resolve("ntp.conf"),
                    "server " + client.server() + " iburst minpoll 3 maxpoll 3\n");
            assertThat(until(client, "sys_peer", program + " -n -d -g -c " + file)).contains("sys_peer");
        }
    }

    @Test
    void openntpdFindsUsValid() throws Exception {
        Path program = Peer.named("openntpd").program();
        try (ClientNamespace client = ClientNamespace.open(); LinuxResponders _ = serve(client.server())) {
            Path file = Files.writeString(folder.resolve("ntpd.conf"), "server " + client.server() + "\n");
            // It wants users and folders that only an installed package has.
            Path users = Files.copy(Path.of("/etc/passwd"), folder.resolve("passwd"));
            Files.writeString(users, "ntpd:x:4711:4711::/:/bin/false\nopenntpd:x:4711:4711::/:/bin/false\n",
                    StandardOpenOption.APPEND);
            String prepare = "mount --bind %s /etc/passwd; mount -t tmpfs none /run; mkdir -p /run/openntpd;"
                    + " mount -t tmpfs none /var/lib; mkdir -p /var/lib/openntpd/db /var/lib/openntpd/run; ";
            assertThat(until(client, "now valid", prepare.formatted(users) + program + " -d -v -f " + file))
                    .contains("now valid");
        }
    }
}
