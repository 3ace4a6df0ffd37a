package org.timeball.daemon.doctor;

/// What one look at the machine has found.
///
/// @param check what was looked at, in a word or two
/// @param verdict how good that is
/// @param seen what was seen, in a sentence without its full stop
/// @param remedy what to do about it; empty where all is well
record Finding(String check, Verdict verdict, String seen, String remedy) {
    /// How good something is, the worst last.
    enum Verdict {
        /// As it should be.
        GOOD("ok"),
        /// It works, and could be better.
        ADVICE("could be better"),
        /// The box does not do its work, or soon will not.
        BAD("wrong");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    static Finding good(String check, String seen) {
        return new Finding(check, Verdict.GOOD, seen, "");
    }

    static Finding advice(String check, String seen, String remedy) {
        return new Finding(check, Verdict.ADVICE, seen, remedy);
    }

    static Finding bad(String check, String seen, String remedy) {
        return new Finding(check, Verdict.BAD, seen, remedy);
    }
}
