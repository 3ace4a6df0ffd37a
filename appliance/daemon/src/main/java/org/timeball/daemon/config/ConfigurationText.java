package org.timeball.daemon.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/// The lines of a configuration and where they came from.
///
/// @param place name of the file, or [#COMMAND_LINE]
/// @param lines its lines, without line ends
public record ConfigurationText(String place, List<String> lines) {
    public static final String COMMAND_LINE = "command line";

    public ConfigurationText {
        lines = List.copyOf(lines);
    }

    public static ConfigurationText of(String place, String text) {
        return new ConfigurationText(place, text.lines().toList());
    }

    /// What is wrong with a file, and what to do about it.
    public static String problem(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "permission denied; run as a user who may read it";
            default -> "cannot be read: " + e.getMessage();
        };
    }
}
