/// The only door to the kernel: native calls, timestamped sockets, the kernel clock, and the Linux world.
module org.timeball.linux {
    requires transitive org.timeball.timekeeping;
    requires com.sun.jna;
    requires io.netty.buffer;
    requires io.netty.common;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.unix.common;
    requires org.tinylog.api;

    exports org.timeball.linux;
    exports org.timeball.linux.bpf;
    exports org.timeball.linux.clock;
    exports org.timeball.linux.nic;
    exports org.timeball.linux.process;
    exports org.timeball.linux.reference;
    exports org.timeball.linux.seqpacket;
    exports org.timeball.linux.udp;
    exports org.timeball.linux.world;
}
