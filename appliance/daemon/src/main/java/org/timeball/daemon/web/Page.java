package org.timeball.daemon.web;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import java.util.concurrent.Executor;

/// One page: made anew at most once a second, on the thread that knows what belongs on it.
public final class Page {
    private static final long FRESH_NANOS = 1_000_000_000L;

    private final String path;
    private final String type;
    private final Executor maker;
    private final Supplier<String> text;
    private byte @Nullable [] made;
    private long madeAt;

    /// @param path such as `/metrics`
    /// @param type of its content, such as `text/plain; charset=utf-8`
    /// @param maker runs what makes it
    /// @param text makes it
    public Page(String path, String type, Executor maker, Supplier<String> text) {
        this.path = path;
        this.type = type;
        this.maker = maker;
        this.text = text;
    }

    String path() {
        return path;
    }

    String type() {
        return type;
    }

    /// @param reader gets it, on the maker's thread
    void read(Consumer<byte[]> reader) {
        maker.execute(() -> {
            byte[] bytes = made;
            if (bytes == null || System.nanoTime() - madeAt > FRESH_NANOS) {
                bytes = text.get().getBytes(StandardCharsets.UTF_8);
                made = bytes;
                madeAt = System.nanoTime();
            }
            reader.accept(bytes);
        });
    }
}
