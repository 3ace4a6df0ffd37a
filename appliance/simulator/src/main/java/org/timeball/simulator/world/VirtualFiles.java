package org.timeball.simulator.world;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.timeball.timekeeping.world.Files;
import org.timeball.timekeeping.world.WorldException;

/// Files in memory, on a disk that can be full.
public final class VirtualFiles implements Files {
    private static final int ENOSPC = 28;

    private final Map<String, byte[]> contents = new HashMap<>();
    private boolean full;

    VirtualFiles() {
    }

    @Override
    public Optional<byte[]> read(String path) {
        return Optional.ofNullable(contents.get(path)).map(byte[]::clone);
    }

    @Override
    public void replace(String path, byte[] content) throws WorldException {
        if (full) {
            throw new WorldException(path + " was not written: no space left on device; make room on the disk", ENOSPC);
        }
        contents.put(path, content.clone());
    }

    @Override
    public void remove(String path) {
        contents.remove(path);
    }

    /// Fills the disk, or makes room again.
    public void setFull(boolean full) {
        this.full = full;
    }
}
