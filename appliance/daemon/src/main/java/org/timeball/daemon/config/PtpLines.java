package org.timeball.daemon.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.config.OptionTable.Option;
import org.timeball.daemon.config.SourceConfiguration.Ptp;
import org.timeball.daemon.config.SourceConfiguration.PtpProfile;
import org.timeball.daemon.config.SourceConfiguration.PtpTransport;

/// `ptp` lines: a PTP grandmaster, heard by ptp4l.
final class PtpLines {
    static final OptionTable<Draft> OPTIONS = new OptionTable<>("ptp option", List.of(
            new Option<>("domain NUMBER", "PTP domain, 0 to 255; default 0, with profile g8275.1 24",
                    Standing.IMPLEMENTED, (words, what, draft) -> draft.domain = words.whole(what, "domain", 0, 255)),
            new Option<>("transport UDPv4|UDPv6|L2", "how PTP goes; default UDPv4, with profile g8275.1 L2",
                    Standing.IMPLEMENTED,
                    (words, what, draft) -> draft.transport = words.choice(what, PtpTransport.class)),
            new Option<>("profile default|g8275.1", "PTP profile: rates, and which clock classes count",
                    Standing.IMPLEMENTED, (words, what, draft) -> draft.profile = profile(words, what)),
            new Option<>("phc CLOCK", "/dev/ptpN or interface: the hardware clock that ptp4l steers is read; default:"
                    + " software timestamps, the system clock is measured", Standing.IMPLEMENTED,
                    (words, what, draft) -> draft.phc = words.word(what, "a hardware clock, such as /dev/ptp0")),
            new Option<>("socket PATH", "attach to the ptp4l whose uds_address this is; default: run one",
                    Standing.IMPLEMENTED, (words, what, draft) -> draft.socket = words.word(what,
                            "the uds_address of a running ptp4l, such as /var/run/ptp4l")),
            new Option<>("ptp4l PATH", "the program that is run; default ptp4l", Standing.IMPLEMENTED,
                    (words, what, draft) -> draft.program = words.word(what, "a program, such as /usr/sbin/ptp4l")),
            new Option<>("utc",
                    "a grandmaster that is not on the PTP timescale gives UTC, such as a ptp4l that stamps in"
                            + " software",
                    Standing.IMPLEMENTED, (_, _, draft) -> draft.utc = true),
            new Option<>("refid NAME", "name of the source; default PTP", Standing.IMPLEMENTED,
                    (words, what, draft) -> draft.refid = words.refid(what))));

    /// IFNAMSIZ less its end; ptp4l takes the name from a file whose sections are in brackets.
    private static final Pattern INTERFACE = Pattern.compile("[A-Za-z0-9_.@:-]{1,15}");
    private static final String TELECOM = "g8275.1";

    private PtpLines() {
    }

    static Ptp read(Arguments words) throws BadLine {
        String expected = "a network interface, such as eth0";
        String name = words.word("ptp interface", expected);
        if (!INTERFACE.matcher(name).matches()) {
            throw Arguments.wrong("ptp interface", name, expected);
        }
        Draft draft = new Draft();
        OPTIONS.read(words, draft);
        if (draft.socket != null && draft.program != null) {
            throw new BadLine(
                    "ptp has both socket and ptp4l; expected socket to attach to a ptp4l, or ptp4l to run it");
        }
        Integer domain = draft.domain;
        PtpTransport transport = draft.transport;
        String program = draft.program;
        return new Ptp(name, draft.refid, domain == null ? domain(draft.profile) : domain,
                transport == null ? transport(draft.profile) : transport, draft.profile, draft.phc, draft.socket,
                program == null ? Ptp.DEFAULT_PROGRAM : program, draft.utc);
    }

    private static PtpProfile profile(Arguments words, String what) throws BadLine {
        String expected = "default or " + TELECOM;
        String word = words.word(what, expected);
        if (word.equalsIgnoreCase(TELECOM)) {
            return PtpProfile.TELECOM;
        }
        if (word.equalsIgnoreCase("default")) {
            return PtpProfile.DEFAULT;
        }
        throw Arguments.wrong(what, word, expected);
    }

    private static int domain(PtpProfile profile) {
        return profile == PtpProfile.TELECOM ? 24 : 0;
    }

    private static PtpTransport transport(PtpProfile profile) {
        return profile == PtpProfile.TELECOM ? PtpTransport.L2 : PtpTransport.UDPV4;
    }

    static String line(Ptp ptp) {
        return new LineText("ptp " + ptp.interfaceName()).option("domain", ptp.domain(), domain(ptp.profile()))
                .option("transport", ptp.transport(), transport(ptp.profile()))
                .option("profile", ptp.profile() == PtpProfile.TELECOM ? TELECOM : null, null)
                .option("phc", ptp.phc(), null).option("socket", ptp.socket(), null)
                .option("ptp4l", ptp.program(), Ptp.DEFAULT_PROGRAM).flag("utc", ptp.utc())
                .option("refid", ptp.refid(), Ptp.DEFAULT_REFID).toString();
    }

    /// Two lines that would talk to the same ptp4l, or run the same one.
    static List<ConfigurationError> problems(List<PlacedSource> sources) {
        Map<String, Integer> lines = new HashMap<>();
        List<ConfigurationError> problems = new ArrayList<>();
        for (PlacedSource placed : sources) {
            if (placed.source() instanceof Ptp ptp) {
                Integer before = lines.putIfAbsent(ptp.management(), placed.line());
                if (before != null) {
                    problems.add(new ConfigurationError(placed.place(), placed.line(),
                            "ptp talks to ptp4l at %s, as line %d does; expected another interface, domain or socket"
                                    .formatted(ptp.management(), before)));
                }
            }
        }
        return problems;
    }

    /// The options while a line is read.
    static final class Draft {
        private @Nullable Integer domain;
        private @Nullable PtpTransport transport;
        private PtpProfile profile = PtpProfile.DEFAULT;
        private @Nullable String phc;
        private @Nullable String socket;
        private @Nullable String program;
        private boolean utc;
        private RefId refid = Ptp.DEFAULT_REFID;
    }
}
