package org.timeball.daemon.logs;

import java.util.Locale;
import org.timeball.daemon.config.LogConfiguration.MailOnChange;

/// `mailonchange`: a letter for each correction of the clock that is larger than the threshold.
public final class ChangeMail {
    private final MailOnChange configuration;
    private final String host;
    private final Mailer mailer;

    /// @param host name of this box, for the subject
    public ChangeMail(MailOnChange configuration, String host, Mailer mailer) {
        this.configuration = configuration;
        this.host = host;
        this.mailer = mailer;
    }

    /// A correction begins.
    ///
    /// @param time of the correction in words
    /// @param offsetSeconds our clock minus true time
    public void corrected(String time, double offsetSeconds) {
        if (Math.abs(offsetSeconds) > configuration.threshold().seconds()) {
            mailer.send(configuration.address(), "Timeball corrects the system clock of " + host,
                    String.format(Locale.ROOT, "At %s the system clock of %s was found to be %s by %.6f seconds, and is"
                            + " being corrected.%n", time, host, offsetSeconds > 0 ? "fast" : "slow",
                            Math.abs(offsetSeconds)));
        }
    }
}
