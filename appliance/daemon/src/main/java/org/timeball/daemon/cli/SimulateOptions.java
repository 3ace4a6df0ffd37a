package org.timeball.daemon.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What `timeball simulate` was asked for.
///
/// @param scenario name of a built-in one or path of a file; null (default) for all built-in ones
/// @param list `--list`: only say which there are
/// @param firstSeed `--seed` or the first of `--seeds`; default 1
/// @param lastSeed the same or the last of `--seeds`
/// @param json `--json`: one JSON object a seed instead of the table
/// @param plot `--plot`: the SVG file to write
/// @param noise `--noise`: the recorded noise to use
public record SimulateOptions(@Nullable String scenario, boolean list, long firstSeed, long lastSeed, boolean json,
        @Nullable Path plot, @Nullable Path noise) {
}
