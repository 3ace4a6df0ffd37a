package org.timeball.gnss.simulated;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// What can be wrong with a simulated receiver.
public enum Fault {
    NO_FIX("no-fix",
            "The receiver loses its fix: it says so, and its pulse runs on freely and drifts 2 us a second."),
    GARBLE(
            "garble", "Noise on the serial line: many of the receiver's bytes arrive as others."),
    NO_PULSE(
            "no-pulse", "The pulse stops; the sentences go on."),
    JUMP("jump",
            "The receiver's time jumps ahead by 137.25 s, sentences and pulse together."),
    CENTURY(
            "century",
            "The receiver's date falls back by 1024 weeks, as at a GPS week rollover."),
    SILENT(
            "silent",
            "The serial line falls silent; the pulse goes on."),
    UNPLUG(
            "unplug",
            "The receiver is unplugged, line and pulse, and comes back as a new device.");

    private final String name;
    private final String description;

    Fault(String name, String description) {
        this.name = name;
        this.description = description;
    }

    /// The name that people type.
    public String word() {
        return name;
    }

    /// One sentence on what happens.
    public String description() {
        return description;
    }

    static Optional<Fault> named(String name) {
        return Arrays.stream(values()).filter(fault -> fault.name.equals(name)).findFirst();
    }

    /// All names, for messages.
    public static String words() {
        return Arrays.stream(values()).map(Fault::word).collect(Collectors.joining(", "));
    }
}
