package org.timeball.simulator.scenario;

/// A scenario or a recorded noise cannot be used. The message names the file and the line.
public final class ScenarioException extends Exception {
    private static final long serialVersionUID = 1;

    ScenarioException(String message) {
        super(message);
    }
}
