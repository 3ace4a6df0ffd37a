package org.timeball.daemon.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.daemon.cli.ProbeRunner.Options;

/// On a folder that looks like a machine; what a line says is tried on pseudo-terminals in the gnss module.
class ProbeTest {
    @TempDir
    private Path root;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private int probe(boolean json, String... devices) {
        return new Probe(root).run(new Options(List.of(devices), json, 1), new PrintWriter(out, true),
                new PrintWriter(err, true));
    }

    private void program(int id, String name, String device) throws IOException {
        file("proc/" + id + "/comm", name + "\n");
        Path descriptors = Files.createDirectories(root.resolve("proc/" + id + "/fd"));
        Files.createSymbolicLink(descriptors.resolve("7"), Path.of(device));
    }

    @Test
    void aLineWithoutHardwareBehindItIsNoPort() throws Exception {
        for (String name : new String[]{"ttyACM0", "ttyS0", "ttyS1", "tty1", "null"}) {
            file("dev/" + name, "");
        }
        file("sys/class/tty/ttyS0/type", "4\n");
        file("sys/class/tty/ttyS1/type", "0\n");
        assertThat(new SerialPorts(root).all()).containsExactly("/dev/ttyACM0", "/dev/ttyS0");
    }

    @Test
    void aMachineWithoutPortsIsToldWhatToDo() {
        assertThat(probe(false)).isEqualTo(1);
        assertThat(err.toString()).contains("there is no serial port", "enable_uart=1");
    }

    @Test
    void aBusyPortIsNotOpenedAndItsHolderIsNamedAlsoBehindASymbolicLink() throws Exception {
        file("dev/ttyACM0", "");
        Files.createSymbolicLink(root.resolve("dev/gps0"), Path.of("ttyACM0"));
        program(999_999_812, "gpsd", "/dev/ttyACM0");
        assertThat(probe(false, "/dev/gps0")).isEqualTo(1);
        assertThat(out.toString().strip())
                .isEqualTo("/dev/gps0: busy: gpsd (process 999999812) has it open; stop it first");
    }

    @Test
    void aLoginOrTheKernelsConsoleOnAPortIsToldWithItsRemedy() throws Exception {
        file("dev/ttyAMA0", "");
        file("dev/ttyS0", "");
        program(999_999_813, "agetty", "/dev/ttyAMA0");
        file("proc/consoles", "ttyS0                -W- (EC p a)    4:64\n");
        assertThat(probe(true, "/dev/ttyAMA0", "/dev/ttyS0")).isEqualTo(1);
        assertThat(out.toString().lines()).hasSize(2).first().asString()
                .contains("systemctl disable --now serial-getty@ttyAMA0");
        assertThat(out.toString().lines().skip(1)).first().asString()
                .contains(
                        "\"device\":\"/dev/ttyS0\",\"problem\":\"the kernel's console is on this line: take console=ttyS0");
    }
}
