package org.timeball.daemon.ctl;

import java.util.ArrayList;
import java.util.List;

/// The commands and what they do.
final class HelpText {
    /// @param words the command as it is written
    /// @param meaning what it does; empty for a heading
    private record Entry(String words, String meaning) {
        boolean isHeading() {
            return meaning.isEmpty();
        }
    }

    private static final int COLUMN = 28;
    private static final List<Entry> ENTRIES = List.of(heading("Clock"),
            entry("tracking", "what the clock follows, and how well"),
            entry("makestep", "step now what is still to be slewed"),
            entry("makestep THRESHOLD UPDATES", "step offsets above THRESHOLD s in the next UPDATES updates"),
            entry("maxupdateskew PPM", "largest skew with which the frequency is updated"),
            entry("waitsync [TRIES [CORR [SKEW [INTERVAL]]]]", "wait until the clock is that good"),
            entry("dfreq PPM", "change the frequency"), entry("doffset SECONDS", "change the offset"),
            heading("Sources"), entry("sources [-a] [-v]", "what is heard; -a: also the unresolved, -v: explained"),
            entry("sourcestats [-a] [-v]", "what is learned of each"),
            entry("selectdata [-a] [-v]", "why each is selected or not"),
            entry("selectopts SOURCE [+|-OPTION]...", "set or clear noselect, prefer, trust, require"),
            entry("offset SOURCE SECONDS", "correct a source"), entry("reselect", "select the best source anew"),
            entry("reselectdist SECONDS", "how much better another must be"),
            entry("reset sources", "drop all measurements"), heading("NTP sources"),
            entry("activity", "how many are online"), entry("authdata [-a] [-v]", "how they are authenticated"),
            entry("ntpdata [ADDRESS]", "the last valid packet of each"), entry("sourcename ADDRESS", "its name"),
            entry("add server|peer|pool NAME [OPTION]...", "add one"), entry("delete ADDRESS", "remove one"),
            entry("burst GOOD/MAX [[MASK/]ADDRESS]", "measure quickly"),
            entry("online [[MASK/]ADDRESS]", "poll"), entry("offline [[MASK/]ADDRESS]", "do not poll"),
            entry("onoffline", "poll or not as the routes say"), entry("minpoll ADDRESS LOG2", "shortest interval"),
            entry("maxpoll ADDRESS LOG2", "longest interval"), entry("maxdelay ADDRESS SECONDS", "longest round trip"),
            entry("maxdelayratio ADDRESS RATIO", "the same, against the shortest"),
            entry("maxdelaydevratio ADDRESS RATIO", "the same, against the deviation"),
            entry("minstratum ADDRESS STRATUM", "lowest stratum that is believed"),
            entry("polltarget ADDRESS SAMPLES", "samples to aim at"), entry("refresh", "resolve all names anew"),
            entry("reload sources", "read the source files anew"), heading("Time by hand"),
            entry("manual on|off|reset", "take times by hand or not"), entry("manual list", "those taken"),
            entry("manual delete INDEX", "forget one"), entry("settime TIME", "it is TIME now, such as 16:30:05"),
            heading("Serving time"), entry("serverstats", "what has been served"),
            entry("clients [-p PACKETS] [-k] [-r]", "whom; -k: with NTS-KE, -r: and reset their counters"),
            entry("accheck ADDRESS", "is it allowed?"), entry("allow|deny [all] [SUBNET]", "change who is"),
            entry("local [OPTION]... | off", "serve also when not synchronised"),
            entry("smoothing", "state of smoothing"), entry("smoothtime reset|activate", "change it"),
            heading("This protocol"), entry("cmdaccheck ADDRESS", "may it ask?"),
            entry("cmdallow|cmddeny [all] [SUBNET]", "change who may"), heading("Real-time clock"),
            entry("rtcdata", "how it runs"), entry("trimrtc", "set it"),
            entry("writertc", "save what is learned of it"),
            heading("Daemon"), entry("cyclelogs", "open log files anew"), entry("dump", "save measurements"),
            entry("rekey", "read keys anew"), entry("shutdown", "end the daemon"), heading("This client"),
            entry("dns -n|+n|-4|-6|-46", "addresses, names, and which addresses names stand for"),
            entry("timeout MS", "how long to wait"), entry("retries N", "how often to ask again"),
            entry("keygen [ID [TYPE [BITS]]]", "make a key"), entry("help", "this"), entry("quit | exit", "leave"));

    private HelpText() {
    }

    private static Entry heading(String words) {
        return new Entry(words, "");
    }

    private static Entry entry(String words, String meaning) {
        return new Entry(words, meaning);
    }

    static String text() {
        StringBuilder text = new StringBuilder();
        for (Entry entry : ENTRIES) {
            if (entry.isHeading()) {
                text.append(text.isEmpty() ? "" : "\n").append(entry.words()).append(":\n");
            } else if (entry.words().length() < COLUMN) {
                text.append("%-28s%s%n".formatted(entry.words(), entry.meaning()));
            } else {
                text.append("%s%n%28s%s%n".formatted(entry.words(), "", entry.meaning()));
            }
        }
        return text.toString();
    }

    /// The first words of all commands.
    static List<String> commands() {
        List<String> commands = new ArrayList<>();
        for (Entry entry : ENTRIES) {
            if (!entry.isHeading()) {
                String first = entry.words().split("[ ]", 2)[0];
                commands.addAll(List.of(first.split("\\|")));
            }
        }
        commands.add("exit");
        return commands.stream().distinct().sorted().toList();
    }
}
