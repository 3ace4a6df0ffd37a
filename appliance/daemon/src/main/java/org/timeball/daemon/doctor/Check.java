package org.timeball.daemon.doctor;

import java.util.stream.Stream;
import org.timeball.daemon.config.Configuration;

/// One look at the machine.
@FunctionalInterface
interface Check {
    /// @return nothing where it does not concern this machine or configuration
    Stream<Finding> look(Machine machine, Configuration configuration);
}
