package org.timeball.daemon.standin.trial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.timeball.simulator.clknetsim.net.NodePlan;

/// One node of a trial.
///
/// @param plan how its clocks err
/// @param environment CLKNETSIM_ variables without that prefix
/// @param options of chronyd's command line
/// @param configuration lines of its file; `@` stands for the trial's folder. Before them come a pid file, `allow`,
///            `cmdallow` and two `bindcmdaddress`
/// @param files names of files in the trial's folder, and what is written there before the start
public record TrialNode(NodePlan plan, Map<String, String> environment, List<String> options,
        List<String> configuration, Map<String, String> files) {
    TrialNode(NodePlan plan, Map<String, String> environment, List<String> options, List<String> configuration) {
        this(plan, environment, options, configuration, Map.of());
    }

    /// A node that serves right time as stratum 1 and says so of itself.
    public static TrialNode server() {
        return new TrialNode(NodePlan.perfect(), Map.of(), List.of(), List.of("local stratum 1"));
    }

    /// A node that answers nobody.
    public static TrialNode client(NodePlan plan, String... lines) {
        List<String> configuration = new ArrayList<>(List.of("deny"));
        configuration.addAll(List.of(lines));
        return new TrialNode(plan, Map.of(), List.of(), configuration);
    }

    public TrialNode with(String... lines) {
        List<String> more = new ArrayList<>(configuration);
        more.addAll(List.of(lines));
        return new TrialNode(plan, environment, options, more, files);
    }

    public TrialNode on(NodePlan clocks) {
        return new TrialNode(clocks, environment, options, configuration, files);
    }

    public TrialNode option(String... words) {
        return new TrialNode(plan, environment, List.of(words), configuration, files);
    }

    public TrialNode environment(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new TrialNode(plan, more, options, configuration, files);
    }

    public TrialNode file(String name, String text) {
        Map<String, String> more = new HashMap<>(files);
        more.put(name, text);
        return new TrialNode(plan, environment, options, configuration, more);
    }
}
