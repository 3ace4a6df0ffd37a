package org.timeball.daemon.doctor;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.timeball.daemon.config.Configuration;
import org.timeball.daemon.config.NtsConfiguration;
import org.timeball.daemon.nic.CardAdvice;
import org.timeball.linux.nic.NetworkCard;

/// What clients need: the ports, certificates, leave to ask.
final class ServiceChecks {
    private static final Duration RENEW = Duration.ofDays(14);
    private static final int ADDRESS_COLUMN = 1;
    private static final int INODE_COLUMN = 9;

    static final List<Check> ALL = List.of(ServiceChecks::ntpPort, ServiceChecks::access, ServiceChecks::certificates,
            ServiceChecks::cards);

    private ServiceChecks() {
    }

    private static Stream<Finding> ntpPort(Machine machine, Configuration configuration) {
        int port = configuration.server().port();
        if (port == 0) {
            return Stream.empty();
        }
        Set<String> inodes = new HashSet<>();
        for (String table : List.of("/proc/net/udp", "/proc/net/udp6")) {
            machine.text(table).stream().flatMap(String::lines).skip(1).map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns.length > INODE_COLUMN
                            && columns[ADDRESS_COLUMN].endsWith(":%04X".formatted(port)))
                    .forEach(columns -> inodes.add("socket:[" + columns[INODE_COLUMN] + "]"));
        }
        if (inodes.isEmpty()) {
            return Stream.of(Finding.bad("NTP port", "nobody serves on UDP port " + port,
                    "start the daemon: systemctl start timeball"));
        }
        Optional<Machine.Program> holder = machine.programs().filter(program -> holds(machine, program, inodes))
                .findAny();
        if (holder.isEmpty()) {
            return Stream.of(Finding.advice("NTP port", "UDP port " + port + " is served, by whom cannot be seen",
                    "run timeball doctor as root"));
        }
        return Stream.of(holder.get().isTimeball()
                ? Finding.good("NTP port", "Timeball serves on UDP port " + port)
                : Finding.bad("NTP port", holder.get().described() + " has UDP port " + port,
                        "stop it, and see that it does not start again"));
    }

    private static boolean holds(Machine machine, Machine.Program program, Set<String> inodes) {
        String folder = "/proc/" + program.id() + "/fd";
        return machine.names(folder).stream()
                .anyMatch(name -> machine.link(folder + "/" + name).filter(inodes::contains).isPresent());
    }

    private static Stream<Finding> access(Machine machine, Configuration configuration) {
        return configuration.server().port() != 0 && configuration.server().access().isEmpty()
                ? Stream.of(Finding.advice("access", "no client may ask: there is no 'allow' in the configuration",
                        "add 'allow' with your network, such as 'allow 192.168.0.0/16'"))
                : Stream.empty();
    }

    private static Stream<Finding> cards(Machine machine, Configuration configuration) {
        return machine.cards().stream().filter(NetworkCard::link).flatMap(card -> CardAdvice.of(card).stream()
                .map(advice -> Finding.advice("network", advice.seen(), advice.remedy())));
    }

    private static Stream<Finding> certificates(Machine machine, Configuration configuration) {
        List<Finding> found = new ArrayList<>();
        for (NtsConfiguration.Identity identity : configuration.nts().identities()) {
            found.add(certificate(machine, identity.certificate()));
            if (!machine.has(identity.key())) {
                found.add(Finding.bad("certificate", "the key " + identity.key() + " does not exist",
                        "name the key that belongs to " + identity.certificate() + " with ntsserverkey"));
            }
        }
        return found.stream();
    }

    private static Finding certificate(Machine machine, String path) {
        Optional<String> text = machine.text(path);
        if (text.isEmpty()) {
            return Finding.bad("certificate", path + " cannot be read", "does it exist, and may this user read it?");
        }
        try {
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(text.get().getBytes(StandardCharsets.US_ASCII)));
            Instant end = certificate.getNotAfter().toInstant();
            String until = path + " is good until " + end;
            if (end.isBefore(machine.now())) {
                return Finding.bad("certificate", path + " has ended at " + end, "renew it; the daemon reads it anew");
            }
            return end.isBefore(machine.now().plus(RENEW))
                    ? Finding.advice("certificate", until, "renew it in time; the daemon reads it anew")
                    : Finding.good("certificate", until);
        } catch (CertificateException e) {
            return Finding.bad("certificate", path + " is no certificate: " + e.getMessage(),
                    "name a PEM file with ntsservercert");
        }
    }
}
