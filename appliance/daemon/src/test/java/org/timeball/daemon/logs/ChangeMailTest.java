package org.timeball.daemon.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.daemon.config.LogConfiguration.MailOnChange;
import org.timeball.timekeeping.time.Span;

class ChangeMailTest {
    private static final MailOnChange HALF_A_SECOND = new MailOnChange("root@localhost", Span.ofMillis(500));

    @Test
    void onlyLargerCorrectionsAreMailedAndTheirSignIsSaid() {
        List<String> letters = new ArrayList<>();
        ChangeMail mail = new ChangeMail(HALF_A_SECOND, "clock",
                (address, subject, text) -> letters.add(address + "|" + subject + "|" + text.strip()));
        mail.corrected("2026-11-26T12:00:00Z", 0.5);
        mail.corrected("2026-11-26T12:00:00Z", -0.4);
        assertThat(letters).isEmpty();
        mail.corrected("2026-11-26T12:00:00Z", 0.6);
        mail.corrected("2026-11-26T12:01:00Z", -7);
        assertThat(letters).containsExactly(
                "root@localhost|Timeball corrects the system clock of clock|At 2026-11-26T12:00:00Z the system clock of"
                        + " clock was found to be fast by 0.600000 seconds, and is being corrected.",
                "root@localhost|Timeball corrects the system clock of clock|At 2026-11-26T12:01:00Z the system clock of"
                        + " clock was found to be slow by 7.000000 seconds, and is being corrected.");
    }

    @Test
    void theMailSystemGetsALetterWithAddressAndSubject(@TempDir Path folder) throws Exception {
        Path got = folder.resolve("letter");
        Path program = Files.writeString(folder.resolve("sendmail"),
                "#!/bin/sh\ncat > " + got + ".new && mv " + got + ".new " + got + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        new Sendmail(program.toString()).send("root@localhost", "a subject", "a text\n");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!Files.exists(got) && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertThat(Files.readString(got)).isEqualTo("To: root@localhost\nSubject: a subject\n\na text\n");
    }
}
