/// The virtual world: clocks, oscillators, networks and time that only passes when everybody waits.
module org.timeball.simulator {
    requires transitive org.timeball.timekeeping;
    requires org.timeball.linux;

    exports org.timeball.simulator.clock;
    exports org.timeball.simulator.scenario;
    exports org.timeball.simulator.world;
}
