/// NTP on the wire: packets and the answering of clients.
module org.timeball.ntp {
    requires transitive org.timeball.timekeeping;
    requires org.timeball.linux;
    requires org.tinylog.api;

    exports org.timeball.ntp.access;
    exports org.timeball.ntp.auth;
    exports org.timeball.ntp.client;
    exports org.timeball.ntp.server;
    exports org.timeball.ntp.wire;
}
