package org.timeball.daemon.config;

import java.io.IOException;
import java.util.List;

/// The files that a configuration may bring in.
public interface ConfigurationFiles {
    /// The whole text of a file.
    ///
    /// @throws IOException if it cannot be read or is no text of a sensible size
    String text(String path) throws IOException;

    /// The files that a pattern names, in the order of their names; empty if there are none.
    ///
    /// @param pattern a path in which `*`, `?` and `[...]` stand for characters of one name
    List<String> matching(String pattern) throws IOException;
}
