package org.timeball.daemon.logs;

/// Hands a letter to the mail system.
@FunctionalInterface
public interface Mailer {
    /// Must not wait: the letter is on its way, or the failure is told in the log.
    void send(String address, String subject, String text);
}
