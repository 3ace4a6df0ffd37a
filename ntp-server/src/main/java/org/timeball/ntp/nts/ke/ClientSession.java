package org.timeball.ntp.nts.ke;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.timeball.ntp.client.AuthReport;
import org.timeball.ntp.client.NtpSourceOptions;
import org.timeball.ntp.client.NtsSession;
import org.timeball.ntp.nts.ClientPackets;
import org.timeball.ntp.nts.SessionKeys;
import org.timeball.ntp.nts.ke.KeClient.Outcome;
import org.timeball.ntp.wire.PacketLayout;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.Streams.Endpoint;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// NTS with one server: keys and cookies, where they come from, and when new ones are due.
///
/// What a key establishment brought is taken up at the next poll. After one that failed the next waits 16 s if there was
/// no connection and 1,024 s if there was, twice as long each time, for at most six days: certificates do not mend
/// themselves.
final class ClientSession implements NtsSession {
    private static final int RETRY_LOG2_NETWORK = 4;
    private static final int RETRY_LOG2_TLS = 10;
    private static final int RETRY_LOG2_MOST = 19;
    private static final int OWNER_ONLY = 0600;

    private final World world;
    private final NtsClientSettings settings;
    private final TrustedCertificates trust;
    private final String name;
    private final IpAddress address;
    private final NtpSourceOptions.Protocol protocol;
    private final TargetListener target;
    private final @Nullable String path;
    private final ClientPackets packets;
    private @Nullable KeClient establishing;
    private @Nullable Outcome outcome;
    private @Nullable SessionKeys keys;
    private MonotonicInstant established;
    private IpAddress ntpServer;
    private int ntpPort;
    private boolean targetKnown;
    private long session;
    private int attempts;
    private @Nullable MonotonicInstant notBefore;

    ClientSession(World world, NtsClientSettings settings, TrustedCertificates trust, String name, IpAddress address,
            NtpSourceOptions.Protocol protocol, TargetListener target) {
        this.world = world;
        this.settings = settings;
        this.trust = trust;
        this.name = name;
        this.address = address;
        this.protocol = protocol;
        this.target = target;
        packets = new ClientPackets(world.random());
        established = world.timers().now();
        ntpServer = address;
        ntpPort = protocol.port();
        path = settings.cookieDirectory().map(directory -> directory + "/" + address + ".nts").orElse(null);
        load();
    }

    @Override
    public boolean prepare() {
        takeOutcome();
        boolean old = world.timers().now().since(established).compareTo(settings.refresh()) > 0;
        if (packets.cookies() > 0 && (packets.isRefused() || old)) {
            packets.forget();
        }
        if (packets.cookies() == 0 || keys == null) {
            establish();
            return false;
        }
        if (!targetKnown) {
            targetKnown = true;
            target.named(Optional.of(ntpServer), ntpPort);
        }
        return true;
    }

    private void establish() {
        MonotonicInstant now = world.timers().now();
        if (establishing != null || notBefore != null && notBefore.isAfter(now)) {
            return;
        }
        if (settings.algorithms().isEmpty()) {
            Logger.error("NTS with {} needs an algorithm; see ntsaeads", name);
            return;
        }
        attempts++;
        // Until it is known how it ends.
        wait(RETRY_LOG2_NETWORK);
        Optional<IpAddress> local = address.isV4() ? settings.bindV4() : settings.bindV6();
        establishing = new KeClient(world, new KeClient.Target(name, new Endpoint(address, protocol.ntsPort()),
                protocol.certificateSet(), local), trust, settings.algorithms(), this::ended);
    }

    private void ended(Outcome ending) {
        establishing = null;
        outcome = ending;
        if (ending instanceof Outcome.Failed(String why, boolean connected)) {
            Logger.warn("{} with {} ({}) failed : {}", connected ? "TLS handshake" : "NTS-KE connection",
                    new Endpoint(address, protocol.ntsPort()), name, why);
            wait(connected ? RETRY_LOG2_TLS : RETRY_LOG2_NETWORK);
        }
    }

    private void wait(int log2) {
        int exponent = Math.min(RETRY_LOG2_MOST, log2 + attempts - 1);
        notBefore = world.timers().now().plus(Span.ofSeconds(1L << exponent));
    }

    private void takeOutcome() {
        Outcome ending = outcome;
        outcome = null;
        if (ending instanceof Outcome.Established(SessionKeys agreed, List<byte[]> cookies, Optional<IpAddress> server, OptionalInt port)) {
            session++;
            use(agreed, cookies);
            established = world.timers().now();
            ntpServer = server.orElse(address);
            ntpPort = port.orElse(protocol.port());
            targetKnown = false;
            save();
        }
    }

    private void use(SessionKeys agreed, List<byte[]> cookies) {
        keys = agreed;
        packets.begin(agreed, cookies);
    }

    @Override
    public int protect(ByteBuffer packet, int length) {
        return packets.protect(packet, length);
    }

    @Override
    public boolean verify(ByteBuffer packet, int length, PacketLayout layout) {
        boolean authentic = packets.verify(packet, layout);
        if (authentic) {
            attempts = 0;
            notBefore = null;
        }
        return authentic;
    }

    @Override
    public AuthReport report() {
        SessionKeys agreed = keys;
        return new AuthReport(AuthReport.Mode.NTS, agreed == null ? 0 : agreed.algorithm().id(), session,
                agreed == null ? 0 : Byte.SIZE * agreed.algorithm().keyBytes(), attempts,
                session == 0 ? Optional.empty() : Optional.of(world.timers().now().since(established)),
                packets.cookies(), packets.cookieBytes(), packets.isRefused());
    }

    private void load() {
        if (path == null) {
            return;
        }
        try {
            Optional<CookieFile> file = world.files().read(path).flatMap(CookieFile::parse);
            if (file.isEmpty()) {
                return;
            }
            CookieFile kept = file.get();
            Span age = world.clock().now().since(kept.established());
            if (!kept.name().equals(name) || age.isNegative() || age.compareTo(settings.refresh()) > 0
                    || !settings.algorithms().contains(kept.keys().algorithm())) {
                return;
            }
            session = kept.session();
            use(kept.keys(), kept.cookies());
            established = world.timers().now().minus(age);
            ntpServer = kept.ntpServer();
            ntpPort = kept.ntpPort();
        } catch (WorldException e) {
            Logger.warn("Kept NTS cookies are not read: {}", e.getMessage());
        }
    }

    /// What is left of the cookies is kept; a session without any leaves no file.
    private void save() {
        SessionKeys agreed = keys;
        if (path == null) {
            return;
        }
        try {
            if (agreed == null || packets.cookies() == 0) {
                world.files().remove(path);
                return;
            }
            SystemInstant since = world.clock().now().minus(world.timers().now().since(established));
            CookieFile file = new CookieFile(name, since, ntpServer, ntpPort, session, agreed, packets.kept());
            world.files().replace(path, file.text(), OWNER_ONLY);
        } catch (WorldException e) {
            Logger.warn("NTS cookies are not kept: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        if (establishing != null) {
            establishing.cancel();
        }
        save();
    }
}
