package org.timeball.daemon.web;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/// What is found at one path. Nobody's path is turned into a file's: whatever was not named beforehand is not found.
public sealed interface Page permits FixedPage, FreshPage, LivePage {
    /// Such as `/metrics`.
    String path();

    /// A rendering to text as one to bytes.
    static <T> Function<T, byte[]> utf8(Function<? super T, String> text) {
        return value -> text.apply(value).getBytes(StandardCharsets.UTF_8);
    }
}
