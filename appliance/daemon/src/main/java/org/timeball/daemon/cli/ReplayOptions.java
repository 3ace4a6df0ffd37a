package org.timeball.daemon.cli;

/// What `timeball replay` was asked for.
///
/// @param log path of the observation log
/// @param json `--json`: one JSON object instead of lines for people
public record ReplayOptions(String log, boolean json) {
}
