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
    requires io.netty.buffer;
    requires io.netty.codec.http;
    requires io.netty.codec;
    requires io.netty.common;
    requires io.netty.transport;
    requires org.jline.reader;
    requires org.jline.terminal;

    exports org.timeball.daemon.log to org.tinylog.api;

    opens org.timeball.daemon.cli to info.picocli;

    provides org.tinylog.provider.LoggingProvider with org.timeball.daemon.log.TimeballLoggingProvider;
}
