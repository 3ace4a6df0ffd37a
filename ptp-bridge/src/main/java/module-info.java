/// PTP hardware clocks.
module org.timeball.ptp {
    requires transitive org.timeball.timekeeping;

    exports org.timeball.ptp.phc;
}
