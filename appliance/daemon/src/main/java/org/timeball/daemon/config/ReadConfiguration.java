package org.timeball.daemon.config;

import java.util.List;

/// A configuration that was found good, and what there is to say about it.
public final class ReadConfiguration {
    private final Configuration configuration;
    private final List<ConfigurationNotice> notices;
    private final Values values;

    ReadConfiguration(Configuration configuration, List<ConfigurationNotice> notices, Values values) {
        this.configuration = configuration;
        this.notices = List.copyOf(notices);
        this.values = values;
    }

    public Configuration configuration() {
        return configuration;
    }

    /// What it says in vain, in the order of the text.
    public List<ConfigurationNotice> notices() {
        return notices;
    }

    /// The configuration as a text that reads back as the same configuration: files that it includes taken in, every
    /// directive that has a default written out, options of a source where they differ from the default.
    public String effective() {
        return String.join("\n", Directives.lines(values)) + "\n";
    }
}
