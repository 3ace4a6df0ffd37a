package org.timeball.simulator.clknetsim;

import java.util.HashMap;
import java.util.Map;

/// Settings of test nodes, as a suite's environment would give them.
final class Place {
    private Place() {
    }

    /// @param more names without CLKNETSIM_, and values, in turn
    static NodeSettings of(int node, String... more) {
        Map<String, String> environment = new HashMap<>(
                Map.of("CLKNETSIM_NODE", "" + node, "CLKNETSIM_RANDOM_SEED", "7"));
        for (int i = 0; i < more.length; i += 2) {
            environment.put("CLKNETSIM_" + more[i], more[i + 1]);
        }
        return NodeSettings.of(environment);
    }
}
