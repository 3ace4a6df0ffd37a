package org.timeball.daemon.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.daemon.boot.AccessRules;
import org.timeball.daemon.cli.DoctorRunner;
import org.timeball.daemon.config.MemoryFiles;
import org.timeball.linux.nic.NetworkCard;
import org.timeball.ntp.nts.ke.CertificateMaker;
import org.timeball.ntp.nts.ke.CertificateMaker.Content;

/// Machines made of files: a healthy one, and the same with one thing wrong at a time.
class DoctorTest {
    private static final String CONFIGURATION = "/etc/timeball/timeball.conf";
    private static final int DAEMON = 812;

    @TempDir
    private Path root;
    private String configuration = "gnss /dev/serial0 refid NMEA\nallow 10/8\ndriftfile /var/lib/timeball/drift\n";

    private List<NetworkCard> cards = List.of();
    private @Nullable String bundle;

    @BeforeEach
    void aHealthyBoard() throws Exception {
        file("/dev/ttyAMA0", "");
        Files.createSymbolicLink(root.resolve("dev/serial0"), Path.of("ttyAMA0"));
        file("/proc/cmdline", "console=tty1 root=/dev/mmcblk0p2");
        program(1, "systemd", "/sbin/init");
        program(DAEMON, "java", "java -m org.timeball.daemon/org.timeball.daemon.boot.Timeball daemon -n");
        file("/proc/net/udp", "  sl  local_address rem_address st tx rx tr tm retrnsmt uid timeout inode\n"
                + "  7: 00000000:007B 00000000:0000 07 0:0 00:0 00000000 0 0 4242 2 0000 0\n");
        Files.createDirectories(root.resolve("proc/" + DAEMON + "/fd"));
        Files.createSymbolicLink(root.resolve("proc/" + DAEMON + "/fd/9"), Path.of("socket:[4242]"));
        file("/sys/devices/system/clocksource/clocksource0/current_clocksource", "arch_sys_counter\n");
        file("/sys/class/rtc/rtc0/name", "rtc-ds1307 1-0068\n");
        file("/sys/devices/platform/soc/soc:firmware/get_throttled", "0\n");
        file("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n");
        file("/sys/class/thermal/thermal_zone0/temp", "48312\n");
        file("/proc/mounts", "/dev/mmcblk0p2 / ext4 ro,noatime 0 0\n");
        Files.createDirectories(root.resolve("var/lib/timeball"));
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void program(int id, String name, String command) throws IOException {
        file("/proc/" + id + "/comm", name + "\n");
        file("/proc/" + id + "/cmdline", command.replace(' ', '\0') + "\0");
    }

    private String said(int status, boolean json) {
        StringWriter out = new StringWriter();
        Doctor doctor = new Doctor(root, cards, new MemoryFiles().with(CONFIGURATION, configuration),
                AccessRules.SYNTAX);
        PrintWriter writer = new PrintWriter(out);
        assertThat(doctor.run(new DoctorRunner.Options(CONFIGURATION, json, bundle), writer, writer)).as(out.toString())
                .isEqualTo(status);
        return out.toString();
    }

    private void assertWrong(String check, String seen, String remedy) {
        assertThat(said(1, false)).containsPattern("(?m)^wrong +\\Q" + check + "\\E +\\Q" + seen)
                .contains("-> " + remedy);
    }

    @Test
    void aHealthyMachineHasOneLineForEachCheckAndNothingToDo() {
        assertThat(said(0, false)).doesNotContain("->", "wrong", "could be better").contains(
                "ok               receiver         /dev/serial0 (/dev/ttyAMA0) is there\n",
                "daemon           it runs as process 812", "NTP port         Timeball serves on UDP port 123",
                "clock source     the clock counts by arch_sys_counter", "real-time clock  rtc0 is rtc-ds1307 1-0068",
                "temperature      48 degrees", "/var/lib/timeball has ");
        assertThat(said(0, true)).startsWith("[{\"check\":\"configuration\",\"verdict\":\"ok\",\"seen\":\"")
                .endsWith("}]\n");
    }

    @Test
    void aConfigurationThatIsWrongIsToldByItsLine() {
        configuration = "gnss /dev/serial0\nnonsense\n";
        assertWrong("configuration", CONFIGURATION + ":2: unknown directive 'nonsense'", "correct the line");
        configuration = "port 0\n";
        assertWrong("sources", "the configuration names no source of time", "add a line such as");
    }

    @Test
    void aMissingReceiverIsToldWithWhatIsThereInstead() throws Exception {
        Files.delete(root.resolve("dev/serial0"));
        assertWrong("receiver", "/dev/serial0 does not exist; there are /dev/ttyAMA0", "plug the receiver in");
    }

    @Test
    void aConsoleOrALoginOnTheReceiversLineIsFoundBehindEveryName() throws Exception {
        file("/proc/cmdline", "console=serial0,115200 console=tty1");
        assertWrong("serial console", "the kernel's console is on the receiver's line /dev/ttyAMA0",
                "take console=ttyAMA0");
        file("/proc/cmdline", "console=tty1");
        program(400, "agetty", "/sbin/agetty -o -p ttyAMA0 115200");
        assertWrong("serial console", "agetty (process 400) waits for a login",
                "systemctl disable --now serial-getty@ttyAMA0");
    }

    @Test
    void pulsesAreWaitedFor() throws Exception {
        configuration += "refclock PPS /dev/pps0 lock NMEA\n";
        assertWrong("pulse", "/dev/pps0 does not exist", "dtoverlay=pps-gpio");
        file("/dev/pps0", "");
        file("/sys/class/pps/pps0/assert", "1795176000.000000123#77\n");
        assertWrong("pulse", "no pulse came to /dev/pps0", "does the receiver have a fix");
        Thread ticking = Thread.startVirtualThread(() -> {
            try {
                Thread.sleep(300);
                file("/sys/class/pps/pps0/assert", "1795176001.000000123#78\n");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(said(0, false)).contains("/dev/pps0 counts pulses: #78");
        ticking.join();
    }

    @Test
    void whoeverElseSteersTheClockOrHasThePortIsNamed() throws Exception {
        program(899, "chronyd", "/usr/sbin/chronyd -x -d -f /tmp/conf");
        assertThat(said(0, false)).contains("nobody else steers the clock");
        program(900, "systemd-timesyn", "/usr/lib/systemd/systemd-timesyncd");
        assertWrong("other daemons", "systemd-timesyn (process 900) may steer the clock, too",
                "systemctl disable --now systemd-timesyncd");
        Files.move(root.resolve("proc/" + DAEMON + "/fd"), root.resolve("proc/1/fd"));
        assertWrong("NTP port", "systemd (process 1) has UDP port 123", "stop it");
        file("/proc/net/udp", "");
        assertWrong("NTP port", "nobody serves on UDP port 123", "start the daemon");
    }

    @Test
    void certificatesAreLookedAtBeforeTheyEnd() throws Exception {
        CertificateMaker.Made good = CertificateMaker.selfSigned(CertificateMaker.Key.EC,
                new Content("CN=box", "dns:box", Instant.now().minus(Duration.ofDays(1)), 5));
        configuration += "ntsservercert /etc/box.crt\nntsserverkey /etc/box.key\n";
        assertWrong("certificate", "/etc/box.crt cannot be read", "does it exist");
        file("/etc/box.key", good.key());
        file("/etc/box.crt", good.chain());
        assertThat(said(0, false)).containsPattern("could be better +certificate +/etc/box.crt is good until ");
        CertificateMaker.Made old = CertificateMaker.selfSigned(CertificateMaker.Key.EC,
                new Content("CN=box", "dns:box", Instant.now().minus(Duration.ofDays(9)), 5));
        file("/etc/box.crt", old.chain());
        assertWrong("certificate", "/etc/box.crt has ended at ", "renew it");
    }

    @Test
    void theBoardsTroublesAreTold() throws Exception {
        file("/sys/devices/platform/soc/soc:firmware/get_throttled", "50000\n");
        assertWrong("power", "the supply's voltage was too low", "use the board's own supply");
        file("/sys/devices/platform/soc/soc:firmware/get_throttled", "40004\n");
        file("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "ondemand\n");
        file("/sys/class/thermal/thermal_zone0/temp", "84312\n");
        file("/sys/devices/system/clocksource/clocksource0/current_clocksource", "hpet\n");
        file("/proc/mounts", "/dev/mmcblk0p2 / ext4 rw,noatime 0 0\n");
        file("/sys/block/mmcblk0/device/life_time", "0x02 0x09\n");
        assertThat(said(0, false)).contains("the processor was slowed down", "governor ondemand", "84 degrees",
                "counts by hpet", "written to", "worn by 90 %");
        file("/sys/block/mmcblk0/device/life_time", "0x0b 0x09\n");
        assertWrong("storage", "mmcblk0 says that it is worn by 100 %", "replace it");
    }

    @Test
    void aCardThatDelaysPacketsIsToldWithTheCommand() {
        cards = List.of(new NetworkCard("eth0", "igb", true,
                new NetworkCard.Stamps(true, true, Set.of(NetworkCard.Received.ALL), true), OptionalInt.of(0),
                new NetworkCard.Delays(OptionalInt.of(250), true)));
        assertThat(said(0, false)).contains("eth0 lets packets wait for others up to 250 us",
                "-> ethtool -C eth0 rx-usecs 4", "-> ethtool --set-eee eth0 eee off");
    }

    @Test
    void whereTheKernelIsToAnswerAProgramIsLookedFor() {
        configuration += "fastpath eth0\nfastpath eth1 off\n";
        assertThat(said(0, false)).contains("fastpath eth0 has no effect", "journalctl").doesNotContain("eth1");
        cards = List.of(new NetworkCard("eth0", "igb", true, new NetworkCard.Stamps(true, true, Set.of(), false),
                OptionalInt.of(0), new NetworkCard.Delays(OptionalInt.empty(), false),
                new NetworkCard.Fast(OptionalInt.empty(), OptionalInt.of(7), false)));
        assertThat(said(0, false)).contains("eth0 has XDP program 7 (generic)").doesNotContain("no effect");
    }

    @Test
    void aBundleHasWhatHelpsAndNoKeys(@TempDir Path elsewhere) throws Exception {
        configuration += "logdir /var/log/timeball\nkeyfile /etc/timeball.keys\nntsdumpdir /var/lib/timeball\n";
        file("/etc/timeball.keys", "1 SHA256 HEX:5ec4e7\n");
        file("/var/lib/timeball/ntskeys", "5ec4e7\n");
        file("/var/lib/timeball/drift", "12.5 0.01\n");
        file("/var/log/timeball/tracking.log", "x".repeat(300_000) + " the end\n");
        bundle = elsewhere.resolve("box.zip").toString();
        String text = said(0, false);
        Map<String, String> entries = new TreeMap<>();
        try (ZipFile zip = new ZipFile(bundle)) {
            for (ZipEntry entry : zip.stream().toList()) {
                entries.put(entry.getName(), new String(zip.getInputStream(entry).readAllBytes(), UTF_8));
            }
        }
        assertThat(entries).containsEntry("doctor.txt", text).containsEntry("timeball.conf", configuration)
                .containsEntry("machine/var/lib/timeball/drift", "12.5 0.01\n").containsKey("machine/proc/cmdline");
        assertThat(entries.get("machine/var/log/timeball/tracking.log")).hasSizeLessThan(210_000)
                .endsWith(" the end\n");
        assertThat(entries.values()).noneMatch(entry -> entry.contains("5ec4e7"));
        bundle = elsewhere.resolve("no/such/folder.zip").toString();
        assertThat(said(1, false)).contains("folder.zip cannot be written");
    }

    @Test
    void aDaemonThatDoesNotRunOrRunsTwiceIsTold() throws Exception {
        program(813, "java", "java -m org.timeball.daemon/org.timeball.daemon.boot.Timeball daemon");
        assertWrong("daemon", "it runs 2 times: processes 812, 813", "end all but one");
        file("/proc/812/cmdline", "");
        file("/proc/813/cmdline", "");
        assertWrong("daemon", "Timeball does not run", "systemctl start timeball");
    }
}
