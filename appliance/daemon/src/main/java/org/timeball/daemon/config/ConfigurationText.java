package org.timeball.daemon.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The lines of a configuration and where they came from.
///
/// @param place name of the file, or [#COMMAND_LINE]
/// @param lines its lines, without line ends
public record ConfigurationText(String place, List<String> lines) {
    public static final String COMMAND_LINE = "command line";
    /// A larger file is not a configuration.
    private static final int MAX_FILE_BYTES = 1 << 20;

    public ConfigurationText {
        lines = List.copyOf(lines);
    }

    public static ConfigurationText of(String place, String text) {
        return new ConfigurationText(place, text.lines().toList());
    }

    /// Reads a file; bytes that are not UTF-8 become replacement characters and so an error in their line.
    ///
    /// @throws IOException if it cannot be read or is larger than 1 MiB
    public static ConfigurationText ofFile(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
            if (bytes.length > MAX_FILE_BYTES) {
                throw new IOException("it is larger than 1 MiB; expected a text in chrony.conf syntax");
            }
            return of(file.toString(), new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
