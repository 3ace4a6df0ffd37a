/// NTP on the wire: packets and the answering of clients.
module org.timeball.ntp {
    requires transitive org.timeball.timekeeping;
    requires transitive org.timeball.linux;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires org.tinylog.api;

    exports org.timeball.ntp.access;
    exports org.timeball.ntp.auth;
    exports org.timeball.ntp.client;
    exports org.timeball.ntp.fastpath;
    exports org.timeball.ntp.nts;
    exports org.timeball.ntp.nts.ke;
    exports org.timeball.ntp.server;
    exports org.timeball.ntp.wire;
}
