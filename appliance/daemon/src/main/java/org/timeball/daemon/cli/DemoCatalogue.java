package org.timeball.daemon.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a demo has to offer: the command line checks names against it and `--help` lists it.
///
/// @param receivers name of each simulated receiver, with a few words on it; the first is the default
/// @param faults name of each fault, with what happens
public record DemoCatalogue(Map<String, String> receivers, Map<String, String> faults) {
    public DemoCatalogue {
        if (receivers.isEmpty()) {
            throw new IllegalArgumentException("a demo needs at least one receiver");
        }
        receivers = Collections.unmodifiableMap(new LinkedHashMap<>(receivers));
        faults = Collections.unmodifiableMap(new LinkedHashMap<>(faults));
    }

    String defaultReceiver() {
        return receivers.keySet().iterator().next();
    }
}
