package org.timeball.daemon.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Takes lines. Whatever a line is written to, it is there when the call returns.
@FunctionalInterface
public interface LineSink {
    /// Lines to descriptor 2; one that cannot be written is lost.
    LineSink STANDARD_ERROR = to(new FileOutputStream(FileDescriptor.err));

    /// @param text without its end
    void line(String text);

    /// Adds lines to a file, which is created where there is none.
    ///
    /// @throws IOException if it cannot be opened
    static LineSink file(Path path) throws IOException {
        return to(Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    private static LineSink to(OutputStream out) {
        return text -> {
            byte[] line = (text + '\n').getBytes(StandardCharsets.UTF_8);
            try {
                out.write(line);
            } catch (IOException _) {
                // There is no place left to say so; the daemon goes on.
            }
        };
    }
}
