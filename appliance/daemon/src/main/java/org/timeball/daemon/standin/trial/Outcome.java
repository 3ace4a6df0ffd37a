package org.timeball.daemon.standin.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.timeball.simulator.clknetsim.net.ClockHistory;
import org.timeball.simulator.clknetsim.net.PacketLog;

/// What came of a trial.
///
/// @param histories how each node's clock stood, in the order of the nodes
/// @param packets every packet
/// @param logs each node's log, line by line
/// @param statuses each node's exit status
/// @param folder where the nodes' files lie
public record Outcome(List<ClockHistory> histories, PacketLog packets, List<List<String>> logs,
        List<Integer> statuses, Path folder) {
    /// @param node counted from 1
    public ClockHistory history(int node) {
        return histories.get(node - 1);
    }

    /// @param node counted from 1
    public List<String> log(int node) {
        return logs.get(node - 1);
    }

    /// How many lines a file in the folder has; -1 if it cannot be read.
    public long fileLines(String name) {
        try {
            return Files.readAllLines(folder.resolve(name)).size();
        } catch (IOException _) {
            return -1;
        }
    }

    /// How many lines of a node's log contain what a pattern describes.
    public long count(int node, String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        return log(node).stream().filter(line -> wanted.matcher(line).find()).count();
    }
}
