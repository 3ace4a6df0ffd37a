package org.timeball.timekeeping.world;

import java.util.Optional;

/// Small files that survive a restart.
public interface Files {
    /// The whole content, or empty if there is no such file.
    Optional<byte[]> read(String path) throws WorldException;

    /// Replaces the content as a whole: after a crash either the old or the new content is there.
    void replace(String path, byte[] content) throws WorldException;

    /// Removes the file; does nothing if there is none.
    void remove(String path) throws WorldException;
}
