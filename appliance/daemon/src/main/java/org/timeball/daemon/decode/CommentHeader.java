package org.timeball.daemon.decode;

/// Takes away the lines that start with `#` at the beginning of a capture: notes on it that somebody wrote there.
final class CommentHeader {
    private boolean atLineStart = true;
    private boolean inComment;
    private boolean over;

    /// How many of these bytes still belong to the header.
    int length(byte[] bytes, int count) {
        int at = 0;
        while (!over && at < count) {
            byte b = bytes[at];
            if (atLineStart && b != '#' && b != '\r' && b != '\n') {
                over = true;
                return at;
            }
            inComment |= atLineStart && b == '#';
            atLineStart = b == '\n' || b == '\r' && !inComment;
            inComment &= b != '\n';
            at++;
        }
        return at;
    }
}
