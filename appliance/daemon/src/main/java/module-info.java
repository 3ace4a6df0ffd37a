/// The composition root and the faces: boot, configuration, console and command line.
module org.timeball.daemon {
    requires org.timeball.linux;
    requires org.timeball.simulator;
    requires org.timeball.gnss;
    requires org.timeball.pps;
    requires org.timeball.ptp;
    requires org.timeball.ntp;
    requires info.picocli;
    requires org.tinylog.api;
    requires com.fasterxml.jackson.core;

    exports org.timeball.daemon.log to org.tinylog.api;

    opens org.timeball.daemon.cli to info.picocli;

    provides org.tinylog.provider.LoggingProvider with org.timeball.daemon.log.TimeballLoggingProvider;
}
