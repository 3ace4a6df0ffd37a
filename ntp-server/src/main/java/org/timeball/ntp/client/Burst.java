package org.timeball.ntp.client;

/// What is left of a burst.
///
/// @param good measurements still wanted
/// @param requests still allowed
record Burst(int good, int requests) {
    static final Burst NONE = new Burst(0, 0);

    Burst sent() {
        return new Burst(good, requests - 1);
    }

    Burst measured() {
        return new Burst(good - 1, requests);
    }

    boolean isOver() {
        return good <= 0 || requests <= 0;
    }
}
