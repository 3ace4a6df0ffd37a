package org.timeball.daemon.config;

/// One word that a line of configuration may begin with.
sealed interface Directive permits Setting, Directive.Also, Directive.Inclusion, Directive.Obsolete {
    Entry entry();

    /// A directive that adds to the value of another one.
    record Also(Entry entry, Setting<?> setting) implements Directive {
    }

    /// A directive that brings in other files; the reader itself acts on it.
    record Inclusion(Entry entry) implements Directive {
    }

    /// A directive of an older chrony; whatever follows it is ignored.
    record Obsolete(Entry entry) implements Directive {
    }
}
