package org.timeball.daemon.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// A page that is made when somebody asks, and not again while it is fresh.
///
/// Only what is to be shown is gathered on the thread that knows it; it is put into words on the server's own. However
/// many ask at once, it is gathered once.
///
/// @param <T> what is gathered: must not change any more
public final class FreshPage<T> implements Page {
    private final String path;
    private final String type;
    private final Duration fresh;
    private final Executor gatherer;
    private final Supplier<T> gather;
    private final Function<T, byte[]> render;
    private final Optional<String> fileName;
    /// All that follows is of the server's thread.
    private final List<Consumer<Optional<byte[]>>> waiting = new ArrayList<>();
    private byte @Nullable [] made;
    private long madeAt;

    /// @param type of its content, such as `text/plain; charset=utf-8`
    /// @param fresh how long it may be shown before it is made anew
    /// @param gatherer runs what gathers
    /// @param gather takes in what is to be shown
    /// @param render makes a page of it; on the server's thread
    public FreshPage(String path, String type, Duration fresh, Executor gatherer, Supplier<T> gather,
            Function<T, byte[]> render) {
        this(path, type, fresh, gatherer, gather, render, Optional.empty());
    }

    private FreshPage(String path, String type, Duration fresh, Executor gatherer, Supplier<T> gather,
            Function<T, byte[]> render, Optional<String> fileName) {
        this.path = path;
        this.type = type;
        this.fresh = fresh;
        this.gatherer = gatherer;
        this.gather = gather;
        this.render = render;
        this.fileName = fileName;
    }

    /// The same page, for browsers to save under this name.
    public FreshPage<T> savedAs(String name) {
        return new FreshPage<>(path, type, fresh, gatherer, gather, render, Optional.of(name));
    }

    @Override
    public String path() {
        return path;
    }

    String type() {
        return type;
    }

    Optional<String> fileName() {
        return fileName;
    }

    /// @param server its thread, on which this is called and the reader is told
    /// @param reader gets the page; empty if it could not be made
    void read(Executor server, Consumer<Optional<byte[]>> reader) {
        if (made != null && System.nanoTime() - madeAt < fresh.toNanos()) {
            reader.accept(Optional.of(made));
            return;
        }
        waiting.add(reader);
        if (waiting.size() == 1) {
            gatherer.execute(() -> gather(server));
        }
    }

    private void gather(Executor server) {
        try {
            T gathered = gather.get();
            server.execute(() -> finish(gathered));
        } catch (RuntimeException e) {
            server.execute(() -> fail(e));
        }
    }

    private void finish(T gathered) {
        try {
            byte[] bytes = render.apply(gathered);
            made = bytes;
            madeAt = System.nanoTime();
            tell(Optional.of(bytes));
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void fail(RuntimeException why) {
        Logger.error(why, "The page {} could not be made", path);
        tell(Optional.empty());
    }

    private void tell(Optional<byte[]> page) {
        List<Consumer<Optional<byte[]>>> readers = List.copyOf(waiting);
        waiting.clear();
        readers.forEach(reader -> reader.accept(page));
    }
}
