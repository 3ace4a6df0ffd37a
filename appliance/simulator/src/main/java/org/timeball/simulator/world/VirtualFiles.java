package org.timeball.simulator.world;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Files;
import org.timeball.timekeeping.world.WorldException;

/// Files in memory, on a disk that can be full.
public final class VirtualFiles implements Files {
    private static final int ENOSPC = 28;
    private static final int REPLACED_FILE_MODE = 0640;
    private static final int APPENDED_FILE_MODE = 0644;

    private final TreeMap<String, Entry> entries = new TreeMap<>();
    private final Supplier<SystemInstant> clock;
    private boolean full;

    private record Entry(byte[] content, int mode, SystemInstant modified) {
    }

    /// @param clock what files take the time of their changes from
    VirtualFiles(Supplier<SystemInstant> clock) {
        this.clock = clock;
    }

    @Override
    public Optional<byte[]> read(String path) {
        return Optional.ofNullable(entries.get(path)).map(entry -> entry.content.clone());
    }

    @Override
    public void replace(String path, byte[] content) throws WorldException {
        replace(path, content, mode(path).orElse(REPLACED_FILE_MODE));
    }

    @Override
    public void replace(String path, byte[] content, int mode) throws WorldException {
        if (full) {
            throw new WorldException(path + " was not written: no space left on device; make room on the disk", ENOSPC);
        }
        entries.put(path, new Entry(content.clone(), mode, clock.get()));
    }

    @Override
    public void append(String path, byte[] content) throws WorldException {
        @Nullable
        Entry old = entries.get(path);
        byte[] before = old == null ? new byte[0] : old.content;
        byte[] whole = Arrays.copyOf(before, before.length + content.length);
        System.arraycopy(content, 0, whole, before.length, content.length);
        replace(path, whole, old == null ? APPENDED_FILE_MODE : old.mode);
    }

    @Override
    public Optional<SystemInstant> modified(String path) {
        return Optional.ofNullable(entries.get(path)).map(Entry::modified);
    }

    @Override
    public List<String> list(String directory) {
        String prefix = directory.endsWith("/") ? directory : directory + "/";
        return entries.tailMap(prefix).keySet().stream().takeWhile(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length())).map(rest -> rest.replaceFirst("/.*", "")).distinct()
                .toList();
    }

    /// Folders are there when something lies in them.
    @Override
    public void makeFolder(String path) {
    }

    @Override
    public void remove(String path) {
        entries.remove(path);
    }

    /// Permissions of a file as chmod(2) numbers them.
    public Optional<Integer> mode(String path) {
        return Optional.ofNullable(entries.get(path)).map(Entry::mode);
    }

    /// Sets when a file was last changed; does nothing if there is none.
    public void setModified(String path, SystemInstant at) {
        entries.computeIfPresent(path, (name, entry) -> new Entry(entry.content, entry.mode, at));
    }

    /// Fills the disk, or makes room again.
    public void setFull(boolean full) {
        this.full = full;
    }
}
