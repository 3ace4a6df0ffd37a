package org.timeball.daemon.boot;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.cli.DaemonOptions.Family;
import org.timeball.daemon.config.Configuration;
import org.timeball.daemon.boot.Surroundings.Establishing;
import org.timeball.daemon.config.NtsConfiguration;
import org.timeball.daemon.nts.BoxAuthority;
import org.timeball.daemon.nts.BoxNames;
import org.timeball.ntp.nts.CookieKeyStore;
import org.timeball.ntp.nts.NtsAnswers;
import org.timeball.ntp.nts.ke.KeServerSettings;
import org.timeball.ntp.nts.ke.KeServerSettings.Identity;
import org.timeball.ntp.server.NtsResponder;
import org.timeball.ntp.server.ServiceLog;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// NTS as a server: cookies, key establishment, and the box's own certificate where none is configured.
///
/// A certificate has dates, so the box makes its own only when it knows the time; once it has one it serves from the
/// start. It looks once a day whether a new one is due.
final class NtsService implements AutoCloseable {
    private static final Span DAY = Span.ofSeconds(86_400);

    private final Surroundings around;
    private final Configuration configuration;
    private final Family family;
    private final ServiceLog log;
    private final @Nullable BoxAuthority authority;
    private @Nullable CookieKeyStore keys;
    private @Nullable Establishing establishing;
    private Timer daily = () -> {
    };
    private boolean knowsTime;
    private boolean closed;

    /// @param log counts the connections
    NtsService(Surroundings around, Configuration configuration, Family family, ServiceLog log) {
        this.around = around;
        this.configuration = configuration;
        this.family = family;
        this.log = log;
        NtsConfiguration nts = configuration.nts();
        authority = nts.authority() != null && nts.identities().isEmpty()
                ? new BoxAuthority(around.world().files(), nts.authority())
                : null;
    }

    private boolean isWanted() {
        NtsConfiguration nts = configuration.nts();
        return configuration.server().port() != 0 && nts.port() != 0
                && (!nts.identities().isEmpty() || authority != null);
    }

    /// Serves as soon as there is a certificate.
    ///
    /// @return makes the NTS side of one responder
    /// @throws WorldException if a configured certificate or the port cannot be had
    Supplier<NtsResponder> start() throws WorldException {
        if (!isWanted()) {
            return () -> NtsResponder.NONE;
        }
        NtsConfiguration nts = configuration.nts();
        CookieKeyStore store = new CookieKeyStore(around.world(), Optional.ofNullable(nts.dumpDirectory()),
                nts.rotate());
        keys = store;
        log.limit(ServerPlan.limit(nts.rateLimit()));
        if (authority == null) {
            establish(nts.identities().stream()
                    .map(identity -> new Identity(identity.certificate(), identity.key())).toList());
        } else if (hasCertificate(authority)) {
            establishByOwn(authority);
        }
        return () -> new NtsAnswers(store, around.world().random());
    }

    private static boolean hasCertificate(BoxAuthority authority) {
        try {
            return authority.isThere();
        } catch (IOException e) {
            Logger.error("NTS: {}", e.getMessage());
            return false;
        }
    }

    private void establish(List<Identity> identities) throws WorldException {
        if (keys != null) {
            KeServerSettings settings = NtsPlan.server(configuration, identities, family);
            establishing = around.establishKeys(settings, keys, log);
            Logger.info("NTS keys are established on port {}", configuration.nts().port());
        }
    }

    private void establishByOwn(BoxAuthority own) {
        try {
            establish(List.of(new Identity(own.certificatePath(), own.keyPath())));
        } catch (WorldException e) {
            Logger.error("NTS is not served: {}", e.getMessage());
        }
    }

    /// Takes in how the clock stands.
    void look(TimingSnapshot snapshot) {
        if (!knowsTime && keys != null && authority != null && snapshot.lock() == Lock.LOCKED) {
            knowsTime = true;
            renewIfDue(authority);
        }
    }

    private void renewIfDue(BoxAuthority own) {
        daily.cancel();
        if (closed) {
            return;
        }
        daily = around.world().timers().after(DAY, () -> renewIfDue(own));
        Instant now = Instant.ofEpochSecond(around.world().clock().now().epochSecond());
        around.aside(() -> renew(own, now), () -> {
            if (establishing == null && !closed && hasCertificate(own)) {
                establishByOwn(own);
            }
        });
    }

    private static void renew(BoxAuthority own, Instant now) {
        BoxNames names = BoxNames.ofThisMachine();
        try {
            if (own.isRenewalDue(now, names)) {
                own.renew(now, names);
                Logger.info("A certificate for NTS was made for {}; see 'timeball nts enroll'", names.all());
            }
        } catch (IOException e) {
            Logger.error("No certificate for NTS could be made: {}", e.getMessage());
        }
    }

    /// Reads the keys of cookies again.
    void rekey() {
        if (keys != null) {
            keys.reload();
        }
    }

    @Override
    public void close() {
        closed = true;
        daily.cancel();
        if (establishing != null) {
            establishing.close();
        }
        if (keys != null) {
            keys.close();
        }
    }
}
