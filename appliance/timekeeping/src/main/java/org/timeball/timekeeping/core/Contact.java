package org.timeball.timekeeping.core;

import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.SourceSettings;

/// What was heard of a source beside its samples. Immutable.
///
/// @param isPolled whether somebody reports the polls; if nobody does, the age of the samples tells
/// @param register the last eight polls, the youngest in the lowest bit: 1 where an answer came
/// @param polls that were reported
/// @param missed polls in a row without an answer
/// @param selectable false while something speaks against it that samples do not show
/// @param stratum its own; of a server 0 before the first answer
/// @param refid its own reference; 0 before the first answer
/// @param rootDelaySeconds its own
/// @param rootDispersionSeconds its own, with what reading the clocks added
/// @param ownRefid the reference identifier that our address gives in its eyes; 0 before it is known
/// @param isConfirmed of pulses: whether the clock, before they set it, agreed on which second they start
record Contact(boolean isPolled, int register, int polls, int missed, boolean selectable, int stratum, int refid,
        double rootDelaySeconds, double rootDispersionSeconds, int ownRefid, boolean isConfirmed) {
    /// How many polls the register remembers.
    static final int REGISTER_POLLS = 8;
    private static final int MOST_COUNTED = Integer.MAX_VALUE - 1;

    static Contact start(SourceSettings settings) {
        return new Contact(false, 0, 0, 0, true, settings.stratum(), 0, 0, 0, 0, false);
    }

    Contact polled(int now, boolean maySelect) {
        int misses = (now & 1) != 0 ? 0 : Math.min(missed, MOST_COUNTED) + 1;
        return new Contact(true, now, Math.min(polls, MOST_COUNTED) + 1, misses, maySelect, stratum, refid,
                rootDelaySeconds, rootDispersionSeconds, ownRefid, isConfirmed);
    }

    Contact seenAs(int refidOfOurs) {
        return new Contact(isPolled, register, polls, missed, selectable, stratum, refid, rootDelaySeconds,
                rootDispersionSeconds, refidOfOurs, isConfirmed);
    }

    Contact exchanged(Observation.Exchange exchange) {
        return new Contact(isPolled, register, polls, missed, selectable, exchange.stratum(), exchange.refid(),
                Math.max(0, exchange.rootDelay().seconds()), Math.max(0, exchange.rootDispersion().seconds())
                        + Math.max(0, exchange.dispersion().seconds()),
                ownRefid, isConfirmed);
    }

    Contact numbered(boolean confirmed) {
        return new Contact(isPolled, register, polls, missed, selectable, stratum, refid, rootDelaySeconds,
                rootDispersionSeconds, ownRefid, confirmed);
    }

    /// Polls are reported, and the last eight brought nothing.
    boolean isUnreachable() {
        return isPolled && register == 0;
    }
}
