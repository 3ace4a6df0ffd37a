package org.timeball.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The hooks for NetworkManager and dhclient, as these call them, with a `timeball` that notes what it is told.
class NetworkHooksTest {
    private static final Path HOOKS = Path.of("src/main/distribution/share/hooks").toAbsolutePath();

    @TempDir
    private Path folder;

    @BeforeEach
    void noteWhatIsTold() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path program = Files.writeString(bin.resolve("timeball"), "#!/bin/sh\necho \"$@\" >>" + folder + "/told\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void run(Map<String, String> environment, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment().putAll(environment);
        builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("TIMEBALL_SOURCEDIR", folder.resolve("sources").toString());
        Process process = builder.start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(folder.resolve("said"))).isZero();
        assertThat(Files.readString(folder.resolve("said"))).isEmpty();
    }

    private void networkManager(Map<String, String> environment, String... arguments) throws Exception {
        String[] command = new String[arguments.length + 2];
        command[0] = "/bin/sh";
        command[1] = HOOKS.resolve("networkmanager").toString();
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        run(environment, command);
    }

    private List<String> sources() {
        return SourceDirectories.read(List.of(List.of(folder.resolve("sources").toString())), new DiskFiles())
                .since(SourceDirectories.NONE).added().stream().map(NtpSourceConfiguration::name).toList();
    }

    @Test
    void serversOfAnInterfaceComeAndGoWithIt() throws Exception {
        networkManager(Map.of("DHCP4_NTP_SERVERS", "192.0.2.1 ntp.example.net"), "eth0", "up");
        networkManager(Map.of("DHCP6_DHCP6_NTP_SERVERS", "2001:db8::5"), "wlan0", "dhcp6-change");
        assertThat(sources()).containsExactlyInAnyOrder("192.0.2.1", "ntp.example.net", "2001:db8::5");
        networkManager(Map.of("DHCP4_NTP_SERVERS", "192.0.2.7"), "eth0", "dhcp4-change");
        assertThat(sources()).containsExactlyInAnyOrder("192.0.2.7", "2001:db8::5");
        networkManager(Map.of(), "wlan0", "down");
        assertThat(sources()).containsExactly("192.0.2.7");
        assertThat(Files.readAllLines(folder.resolve("told"))).hasSize(8).contains("ctl reload sources")
                .last().isEqualTo("ctl onoffline");
    }

    @Test
    void whatIsNoServerOrNoInterfaceIsLeftOut() throws Exception {
        networkManager(Map.of("DHCP4_NTP_SERVERS", "$(reboot) -x 192.0.2.1;x ok.example.net"), "eth0", "up");
        assertThat(sources()).containsExactly("ok.example.net");
        networkManager(Map.of("DHCP4_NTP_SERVERS", "192.0.2.1"), "../../etc/cron", "up");
        networkManager(Map.of(), "", "connectivity-change");
        networkManager(Map.of(), "eth0", "hostname");
        assertThat(sources()).containsExactly("ok.example.net");
        assertThat(Files.readAllLines(folder.resolve("told"))).containsExactly("ctl reload sources", "ctl onoffline",
                "ctl onoffline");
    }

    @Test
    void dhclientSaysItInItsOwnWords() throws Exception {
        Map<String, String> hook = Map.of("TIMEBALL_HOOK", HOOKS.resolve("networkmanager").toString());
        String script = ". " + HOOKS.resolve("dhclient");
        run(hook, "/bin/sh", "-c", "reason=BOUND interface=eth0 new_ntp_servers='192.0.2.1 192.0.2.2'; " + script);
        assertThat(sources()).containsExactly("192.0.2.1", "192.0.2.2");
        run(hook, "/bin/sh", "-c", "reason=RELEASE interface=eth0; " + script);
        assertThat(sources()).isEmpty();
    }
}
