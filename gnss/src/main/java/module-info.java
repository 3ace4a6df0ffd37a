/// GNSS receivers: serial lines, sentences, fix state, and the simulated receiver.
module org.timeball.gnss {
    requires transitive org.timeball.timekeeping;
    requires org.timeball.linux;
    requires com.fazecast.jSerialComm;
    requires org.tinylog.api;
}
