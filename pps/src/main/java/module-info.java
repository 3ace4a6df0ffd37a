/// Pulses and other processes' samples.
module org.timeball.pps {
    requires transitive org.timeball.timekeeping;
    requires org.timeball.linux;
    requires org.tinylog.api;

    exports org.timeball.pps.kernel;
    exports org.timeball.pps.rtc;
    exports org.timeball.pps.shm;
    exports org.timeball.pps.sock;
}
