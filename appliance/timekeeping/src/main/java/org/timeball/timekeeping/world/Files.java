package org.timeball.timekeeping.world;

import java.util.List;
import java.util.Optional;
import org.timeball.timekeeping.time.SystemInstant;

/// Small files that survive a restart. Every call is done when it returns.
public interface Files {
    /// The whole content, or empty if there is no such file.
    Optional<byte[]> read(String path) throws WorldException;

    /// Replaces the content as a whole: after a crash either the old or the new content is there.
    ///
    /// The file keeps its mode; a new one may be read by its owner and group.
    void replace(String path, byte[] content) throws WorldException;

    /// As [#replace(String, byte[])], with a mode of its own.
    ///
    /// @param mode permissions as chmod(2) numbers them, such as 0600; a new file has them less the umask
    void replace(String path, byte[] content, int mode) throws WorldException;

    /// Adds to the end of a file, which is created where there is none (mode 0644 less the umask).
    void append(String path, byte[] content) throws WorldException;

    /// When the content was last changed; empty if there is no such file.
    Optional<SystemInstant> modified(String path) throws WorldException;

    /// The names of what lies in a folder, without the folder's, sorted; none if there is no such folder.
    List<String> list(String directory) throws WorldException;

    /// Makes a folder and those above it, where they are not there yet; a new one is for its owner and group (mode 0750
    /// less the umask).
    void makeFolder(String path) throws WorldException;

    /// Removes the file; does nothing if there is none.
    void remove(String path) throws WorldException;
}
