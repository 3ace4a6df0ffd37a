/// PTP hardware clocks, and grandmasters as ptp4l hears them.
module org.timeball.ptp {
    requires transitive org.timeball.timekeeping;

    exports org.timeball.ptp.card;
    exports org.timeball.ptp.link;
    exports org.timeball.ptp.management;
    exports org.timeball.ptp.phc;
    exports org.timeball.ptp.trust;
}
