package org.timeball.daemon.demo;

import java.util.Optional;
import org.timeball.gnss.simulated.Fault;
import org.timeball.gnss.simulated.FaultPlan;
import org.timeball.gnss.simulated.ReceiverProfile;
import org.timeball.gnss.simulated.SimulatedReceiver;
import org.timeball.pps.sock.SockSample;
import org.timeball.pps.sock.SockSender;
import org.timeball.timekeeping.time.SystemInstant;

/// Runs a simulated receiver in true time, its serial line on one side and its pulse on the other.
///
/// The pulse is captured as a kernel would: stamped with the kernel clock's reading at the edge, which in a simulation
/// is true time, however late the sample is sent.
public final class ReceiverBench implements SimulatedReceiver.Outlet {
    private final TrueTime time;
    private final LineEnd line;
    private final SockSender pulses;
    private final SimulatedReceiver receiver;

    /// @param line where its sentences go
    /// @param pulses leads to the SOCK refclock
    public ReceiverBench(ReceiverProfile profile, FaultPlan faults, long seed, TrueTime time, LineEnd line,
            SockSender pulses) {
        this.time = time;
        this.line = line;
        this.pulses = pulses;
        receiver = new SimulatedReceiver(profile, faults, seed, this);
    }

    /// Powers the receiver on.
    public void start() {
        receiver.start(time.nowNanos());
        next();
    }

    public Optional<Fault> activeFault() {
        return receiver.activeFault();
    }

    private void next() {
        time.at(receiver.nextDueNanos(), () -> {
            receiver.advance(time.nowNanos());
            next();
        });
    }

    @Override
    public void bytes(byte[] chunk) {
        line.feed(chunk);
    }

    @Override
    public void pulse(long trueNanos) {
        pulses.send(SockSample.pulseSeenAt(new SystemInstant(trueNanos)));
    }

    @Override
    public void unplugged() {
        line.unplug();
    }

    @Override
    public void plugged() {
        line.plug();
    }

    /// The receiver's end of the serial line.
    public interface LineEnd {
        void feed(byte[] bytes);

        void unplug();

        void plug();
    }
}
