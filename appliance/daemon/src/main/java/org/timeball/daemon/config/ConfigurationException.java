package org.timeball.daemon.config;

import java.util.List;
import java.util.stream.Collectors;

/// A configuration that cannot be used; carries everything that is wrong with it, in the order of the text.
public final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient List<ConfigurationError> errors;

    public ConfigurationException(List<ConfigurationError> errors) {
        super(errors.stream().map(ConfigurationError::toString).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    public List<ConfigurationError> errors() {
        return errors;
    }
}
