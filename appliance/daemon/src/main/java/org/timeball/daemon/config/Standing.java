package org.timeball.daemon.config;

/// What the daemon does about a directive or an option that it understands.
public sealed interface Standing {
    Standing IMPLEMENTED = new Implemented();
    Standing NOT_YET = new NotYet();

    /// It does what it says.
    record Implemented() implements Standing {
    }

    /// It is read and checked, but nothing acts on it in this version.
    record NotYet() implements Standing {
    }

    /// It is accepted, and has no effect here.
    ///
    /// @param why the reason, a clause that follows a colon
    record NoEffect(String why) implements Standing {
    }

    /// It comes from an older chrony, which ignores it now; so does Timeball.
    ///
    /// @param why what became of it, a clause that follows a colon
    record Obsolete(String why) implements Standing {
    }

    static Standing noEffect(String why) {
        return new NoEffect(why);
    }

    /// What the user is told who wrote it; empty if it does what it says.
    default String notice(String what) {
        return switch (this) {
            case Implemented _ -> "";
            case NotYet _ -> what + " is accepted but has no effect in this version";
            case NoEffect(String why) -> what + " has no effect here: " + why;
            case Obsolete(String why) -> what + " is obsolete and ignored: " + why;
        };
    }

    /// The word for a table.
    default String word() {
        return switch (this) {
            case Implemented _ -> "implemented";
            case NotYet _ -> "not yet";
            case NoEffect(String why) -> "no effect: " + why;
            case Obsolete(String why) -> "obsolete: " + why;
        };
    }
}
