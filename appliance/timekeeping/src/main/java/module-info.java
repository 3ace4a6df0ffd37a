/// The types of time, the pure discipline core and the World port.
///
/// Nothing here reads a clock, opens a file, starts a thread or logs: observations come in, commands and a snapshot
/// go out. The daemon, the simulator and a log replay run the same code.
module org.timeball.timekeeping {
    requires static transitive org.jspecify;

    exports org.timeball.timekeeping.time;
    exports org.timeball.timekeeping.observation;
    exports org.timeball.timekeeping.combination;
    exports org.timeball.timekeeping.core;
    exports org.timeball.timekeeping.filter;
    exports org.timeball.timekeeping.holdover;
    exports org.timeball.timekeeping.leap;
    exports org.timeball.timekeeping.local;
    exports org.timeball.timekeeping.manual;
    exports org.timeball.timekeeping.smoothing;
    exports org.timeball.timekeeping.temperature;
    exports org.timeball.timekeeping.polling;
    exports org.timeball.timekeeping.selection;
    exports org.timeball.timekeeping.steering;
    exports org.timeball.timekeeping.snapshot;
    exports org.timeball.timekeeping.refclock;
    exports org.timeball.timekeeping.world;
}
