package org.timeball.daemon.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Compares a text with the file that holds what it should be.
///
/// `-Dtimeball.golden=write` writes the files anew; look at the difference before you commit it.
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/org/timeball/daemon/console");

    private Golden() {
    }

    static void assertSame(String file, String text) throws IOException {
        Path path = FOLDER.resolve(file);
        if ("write".equals(System.getProperty("timeball.golden"))) {
            Files.createDirectories(FOLDER);
            Files.writeString(path, text);
        }
        assertThat(text).as("compared with %s", path).isEqualTo(Files.readString(path));
    }
}
