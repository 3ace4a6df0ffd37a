package org.timeball.linux.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.linux.libc.Errno;
import org.timeball.linux.libc.Libc;
import org.timeball.linux.libc.MessageHeader;
import org.timeball.linux.libc.SocketAddress;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.DatagramSpec;
import org.timeball.timekeeping.world.IpAddress;

/// Sockets that ask for a network card's stamps, where no card takes any: the kernel's must come all the same, once.
class CardStampsTest {
    private static final int LOOPBACK = 1;
    private static final long PATIENCE_NANOS = 2_000_000_000L;

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void theKernelsStampsComeBothWaysWithTheInterface(String host) throws Exception {
        IpAddress ip = host.equals("::1") ? new IpAddress(0, 1) : IpAddress.v4(127, 0, 0, 1);
        BoundSocket socket = BoundSocket.bind(DatagramSpec.at(new Address.Udp(ip, 0)).withTransmitStamps(), true);
        try {
            MessageHeader message = new MessageHeader(2_048);
            SocketAddress to = new SocketAddress();
            int size = to.write(socket.local());
            byte[] payload = {1, 2, 3};
            assertThat(Libc.sendto(socket.fd(), payload, payload.length, 0, to.pointer(), size)).isEqualTo(3);

            long start = System.nanoTime();
            while (message.receiveSent(socket.fd()) == Errno.EAGAIN && System.nanoTime() - start < PATIENCE_NANOS) {
                Thread.onSpinWait();
            }
            assertThat(message.transmittedNanos()).isPresent();
            assertThat(message.interfaceIndex()).isEqualTo(LOOPBACK);
            assertThat(message.cardStamp()).isEqualTo(Optional.empty());
            assertThat(message.receiveSent(socket.fd())).isEqualTo(Errno.EAGAIN);

            assertThat(message.receive(socket.fd())).isZero();
            assertThat(message.kernelNanos()).isPresent();
            assertThat(message.interfaceIndex()).isEqualTo(LOOPBACK);
            assertThat(message.cardStamp()).isEqualTo(Optional.empty());
        } finally {
            Libc.close(socket.fd());
        }
    }
}
