package org.timeball.daemon.nic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.timeball.daemon.cli.ExitStatus;
import org.timeball.daemon.cli.NicRunner;
import org.timeball.linux.nic.EthtoolCalls;
import org.timeball.linux.nic.NetworkCard;
import org.timeball.timekeeping.world.WorldException;

/// Behind `timeball nic`.
public final class NicReport implements NicRunner {
    private final Path sys;
    private final Drivers drivers;

    /// Who says what a card can do.
    @FunctionalInterface
    interface Drivers {
        NetworkCard look(String name) throws WorldException;
    }

    /// @param sys where sysfs is mounted
    NicReport(Path sys, Drivers drivers) {
        this.sys = sys;
        this.drivers = drivers;
    }

    public static NicReport ofThisMachine() {
        return new NicReport(Path.of("/sys"), NicReport::asked);
    }

    private static NetworkCard asked(String name) throws WorldException {
        try (EthtoolCalls calls = EthtoolCalls.open()) {
            return calls.look(name);
        }
    }

    @Override
    public int run(Options options, PrintWriter out, PrintWriter err) {
        List<NetworkCard> cards = new ArrayList<>();
        boolean all = true;
        for (String name : options.names().isEmpty() ? names() : options.names()) {
            try {
                cards.add(drivers.look(name));
            } catch (WorldException e) {
                err.println("timeball nic: " + e.getMessage());
                all = false;
            }
        }
        if (options.json()) {
            out.println(json(cards));
        } else {
            cards.forEach(card -> print(card, out));
        }
        out.flush();
        return all ? ExitStatus.OK : ExitStatus.FAILED;
    }

    /// What there is on this machine; what cannot be looked at is left out.
    public List<NetworkCard> cards() {
        List<NetworkCard> cards = new ArrayList<>();
        for (String name : names()) {
            try {
                cards.add(drivers.look(name));
            } catch (WorldException _) {
                // It has gone in between.
            }
        }
        return cards;
    }

    /// All interfaces but loopback.
    private List<String> names() {
        try (Stream<Path> entries = Files.list(sys.resolve("class/net"))) {
            return entries.map(entry -> entry.getFileName().toString()).filter(name -> !name.equals("lo")).sorted()
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    private void print(NetworkCard card, PrintWriter out) {
        String indent = " ".repeat(9);
        out.printf("%-8s %s%s, %s%n", card.name(), card.driver().isEmpty() ? "unknown driver" : card.driver(),
                card.link() ? "" : " without link", CardAdvice.stamps(card));
        out.println(indent + clock(card));
        card.fast().program().ifPresent(program -> out.println(indent + "packets go through " + program + " first"));
        for (CardAdvice advice : CardAdvice.of(card)) {
            out.println(indent + advice.seen() + "\n" + indent + "-> " + advice.remedy());
        }
    }

    private String clock(NetworkCard card) {
        if (card.hardwareClock().isEmpty()) {
            return "no hardware clock";
        }
        int number = card.hardwareClock().getAsInt();
        return "hardware clock /dev/ptp%d%s: %s inputs for pulses, %s outputs, %s pins that can be set".formatted(
                number,
                shown(number, "clock_name").map(name -> " (" + name + ")").orElse(""),
                shown(number, "n_external_timestamps").orElse("0"), shown(number, "n_periodic_outputs").orElse("0"),
                shown(number, "n_programmable_pins").orElse("0"));
    }

    private Optional<String> shown(int clock, String attribute) {
        try {
            return Optional.of(Files.readString(sys.resolve("class/ptp/ptp" + clock).resolve(attribute)).strip());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private String json(List<NetworkCard> cards) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartArray();
            for (NetworkCard card : cards) {
                write(card, json);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static void write(NetworkCard card, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("interface", card.name());
        json.writeStringField("driver", card.driver());
        json.writeBooleanField("link", card.link());
        json.writeBooleanField("softwareReceive", card.stamps().softwareReceive());
        json.writeBooleanField("softwareTransmit", card.stamps().softwareTransmit());
        json.writeArrayFieldStart("hardwareReceive");
        for (NetworkCard.Received received : card.stamps().received()) {
            json.writeString(received.name().toLowerCase(Locale.ROOT));
        }
        json.writeEndArray();
        json.writeBooleanField("hardwareTransmit", card.stamps().hardwareTransmit());
        if (card.hardwareClock().isPresent()) {
            json.writeStringField("hardwareClock", "/dev/ptp" + card.hardwareClock().getAsInt());
        }
        if (card.delays().receiveMicros().isPresent()) {
            json.writeNumberField("receiveWaitMicros", card.delays().receiveMicros().getAsInt());
        }
        json.writeBooleanField("energyEfficient", card.delays().sleeps());
        if (card.fast().program().isPresent()) {
            json.writeStringField("xdp", card.fast().program().get());
        }
        json.writeBooleanField("takesVlanTagsOff", card.fast().takesTagsOff());
        json.writeArrayFieldStart("advice");
        for (CardAdvice advice : CardAdvice.of(card)) {
            json.writeString(advice.remedy());
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
