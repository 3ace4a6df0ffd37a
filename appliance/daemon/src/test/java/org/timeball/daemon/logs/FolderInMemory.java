package org.timeball.daemon.logs;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Files;
import org.timeball.timekeeping.world.WorldException;

/// Files that can be looked at, and that can be made to fail.
final class FolderInMemory implements Files {
    private final Map<String, String> texts = new TreeMap<>();
    private boolean failing;
    private int refused;

    String text(String path) {
        return texts.getOrDefault(path, "");
    }

    Iterable<String> names() {
        return texts.keySet();
    }

    void fail(boolean fail) {
        failing = fail;
    }

    int refused() {
        return refused;
    }

    @Override
    public Optional<byte[]> read(String path) {
        return Optional.ofNullable(texts.get(path)).map(text -> text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void replace(String path, byte[] content) {
        texts.put(path, new String(content, StandardCharsets.US_ASCII));
    }

    @Override
    public void replace(String path, byte[] content, int mode) {
        replace(path, content);
    }

    @Override
    public void append(String path, byte[] content) throws WorldException {
        if (failing) {
            refused++;
            throw new WorldException("the disk is full; make room");
        }
        texts.merge(path, new String(content, StandardCharsets.US_ASCII), String::concat);
    }

    @Override
    public Optional<SystemInstant> modified(String path) {
        return Optional.empty();
    }

    @Override
    public List<String> list(String directory) {
        return List.copyOf(texts.keySet());
    }

    /// Folders are there when something lies in them.
    @Override
    public void makeFolder(String path) {
    }

    @Override
    public void remove(String path) {
        texts.remove(path);
    }
}
