package org.timeball.daemon.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.timeball.linux.PseudoTerminal;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// A serial line under a fixed path that can be pulled out and plugged in again: a symbolic link to a pseudo-terminal,
/// a new one each time, as USB receivers come back under a new number.
final class PluggableTerminal implements ReceiverBench.LineEnd, AutoCloseable {
    private final Path link;
    private @Nullable PseudoTerminal terminal;

    /// @param link where the device is to appear
    PluggableTerminal(Path link) throws WorldException {
        this.link = link;
        open();
    }

    @Override
    public void feed(byte[] bytes) {
        if (terminal != null) {
            terminal.write(bytes);
        }
    }

    @Override
    public void unplug() {
        close();
    }

    @Override
    public void plug() {
        try {
            open();
        } catch (WorldException e) {
            Logger.error("The simulated receiver cannot come back: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(link);
        } catch (IOException e) {
            Logger.warn("Cannot remove {}: {}", link, e.toString());
        }
        if (terminal != null) {
            terminal.close();
            terminal = null;
        }
    }

    private void open() throws WorldException {
        PseudoTerminal opened = PseudoTerminal.open();
        try {
            Files.createSymbolicLink(link, Path.of(opened.slavePath()));
        } catch (IOException e) {
            opened.close();
            throw new WorldException("cannot make the device " + link + ": " + e + "; check that its folder can be"
                    + " written", e);
        }
        terminal = opened;
    }
}
