package org.timeball.daemon.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A file that stays the same as long as the daemon runs. Readers keep it and ask whether it still is what they have.
public final class FixedPage implements Page {
    private static final int TAG_BYTES = 12;

    private final String path;
    private final String type;
    private final byte[] bytes;
    private final String tag;

    /// @param type of its content, such as `text/css; charset=utf-8`
    public FixedPage(String path, String type, byte[] bytes) {
        this.path = path;
        this.type = type;
        this.bytes = bytes.clone();
        tag = '"' + digest(bytes) + '"';
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String path() {
        return path;
    }

    String type() {
        return type;
    }

    byte[] bytes() {
        return bytes;
    }

    /// What stands for this content in `ETag` and `If-None-Match` (RFC 9110, section 8.8.3).
    String tag() {
        return tag;
    }
}
