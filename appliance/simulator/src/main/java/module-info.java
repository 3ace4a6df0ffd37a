/// The virtual world: clocks, oscillators, networks and time that only passes when everybody waits.
module org.timeball.simulator {
    requires transitive org.timeball.timekeeping;
    requires org.timeball.linux;

    exports org.timeball.simulator.clknetsim;
    exports org.timeball.simulator.clknetsim.net;
    exports org.timeball.simulator.clknetsim.protocol;
    exports org.timeball.simulator.clock;
    exports org.timeball.simulator.scenario;
    exports org.timeball.simulator.world;
}
