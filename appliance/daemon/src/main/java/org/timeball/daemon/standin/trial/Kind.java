package org.timeball.daemon.standin.trial;

import java.util.function.Consumer;

/// A trial that can be made with any noise.
///
/// @param name one word
/// @param about what it is about, one line
/// @param seconds how long it lasts, network time
/// @param plan adds nodes and expectations
record Kind(String name, String about, double seconds, Consumer<Trial> plan) {
    Trial make(long seed) {
        Trial trial = new Trial(name, about, seconds, seed);
        plan.accept(trial);
        return trial;
    }
}
