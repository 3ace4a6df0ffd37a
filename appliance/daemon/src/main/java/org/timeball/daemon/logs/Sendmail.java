package org.timeball.daemon.logs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.tinylog.Logger;

/// The machine's sendmail program, which every mail system brings.
public final class Sendmail implements Mailer {
    private final String program;

    /// @param program usually `/usr/sbin/sendmail`
    public Sendmail(String program) {
        this.program = program;
    }

    @Override
    public void send(String address, String subject, String text) {
        try {
            // A letter of a few hundred bytes fits into the pipe: nobody waits for the program.
            Process sendmail = new ProcessBuilder(program, "-t").redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try (OutputStream letter = sendmail.getOutputStream()) {
                letter.write("To: %s\nSubject: %s\n\n%s".formatted(address, subject, text)
                        .getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            Logger.warn("No mail is sent to {}: {}; install a mail system or remove mailonchange", address,
                    e.getMessage());
        }
    }
}
