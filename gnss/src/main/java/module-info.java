/// GNSS receivers: serial lines, sentences, fix state, and the simulated receiver.
module org.timeball.gnss {
    requires transitive org.timeball.timekeeping;
    requires org.timeball.linux;
    requires com.fazecast.jSerialComm;
    requires org.tinylog.api;
    requires com.fasterxml.jackson.core;
    requires io.netty.buffer;
    requires io.netty.common;
    requires io.netty.transport;

    exports org.timeball.gnss.sky;
    exports org.timeball.gnss.feed;
    exports org.timeball.gnss.gpsd;
    exports org.timeball.gnss.nmea;
    exports org.timeball.gnss.probe;
    exports org.timeball.gnss.stream;
    exports org.timeball.gnss.ubx;
    exports org.timeball.gnss.receiver;
    exports org.timeball.gnss.serial;
    exports org.timeball.gnss.simulated;
}
