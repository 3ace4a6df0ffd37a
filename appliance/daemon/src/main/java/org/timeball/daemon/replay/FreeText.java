package org.timeball.daemon.replay;

/// Any text as one printable ASCII word in quotation marks: a blank is `_`, and what is not printable (or is `_` or `\`)
/// is a backslash, `u` and its UTF-16 code unit in four hexadecimal digits.
final class FreeText {
    private static final String EXPECTED = "a text in quotation marks, such as \"no_such_device\"";

    private FreeText() {
    }

    static String write(String text) {
        StringBuilder word = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ') {
                word.append('_');
            } else if (c < ' ' || c > '~' || c == '_' || c == '\\') {
                word.append("\\u%04x".formatted((int) c));
            } else {
                word.append(c);
            }
        }
        return word.append('"').toString();
    }

    static String read(Fields fields, String what) throws LogException {
        String word = fields.word(what, EXPECTED);
        int end = word.length() - 1;
        if (end < 1 || word.charAt(0) != '"' || word.charAt(end) != '"') {
            throw fields.wrong(what, word, EXPECTED);
        }
        StringBuilder text = new StringBuilder(end);
        for (int i = 1; i < end; i++) {
            char c = word.charAt(i);
            if (c != '\\') {
                text.append(c == '_' ? ' ' : c);
            } else if (i + 5 < end && word.substring(i, i + 6).matches("\\\\u[0-9a-f]{4}")) {
                text.append((char) Integer.parseInt(word, i + 2, i + 6, 16));
                i += 5;
            } else {
                throw fields.wrong(what, word, EXPECTED);
            }
        }
        return text.toString();
    }
}
