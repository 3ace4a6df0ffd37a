package org.timeball.daemon.config;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The words that chrony 4.8 knows (chrony.conf(5)), so that a good chrony.conf and a typo get different answers.
final class Vocabulary {
    private static final Set<String> CHRONY_DIRECTIVES = words("""
            acquisitionport allow authselectmode bindacqaddress bindacqdevice bindaddress bindcmdaddress bindcmddevice
            binddevice broadcast clientloglimit clockprecision cmdallow cmddeny cmdport cmdratelimit combinelimit
            commandkey confdir corrtimeratio deny driftfile dscp dumpdir dumponexit fallbackdrift generatecommandkey
            hwclockfile hwtimestamp hwtstimeout include initstepslew keyfile leapseclist leapsecmode leapsectz
            linux_freq_scale linux_hz local lock_all log logbanner logchange logdir mailonchange makestep manual
            maxchange maxclockerror maxdistance maxdrift maxjitter maxntsconnections maxsamples maxslewrate maxstratum
            maxtxbuffers maxupdateskew minsamples minsources minstratum nocerttimecheck noclientlog nosystemcert
            ntpsigndsocket ntsaeads ntscachedir ntsdumpdir ntsntpserver ntsport ntsprocesses ntsratelimit ntsrefresh
            ntsrotate ntsservercert ntsserverkey ntstrustedcerts opencommands peer pidfile pool port ptpdomain ptpport
            ratelimit refclock refresh reselectdist rtcautotrim rtcdevice rtcfile rtconutc rtcsync sched_priority server
            smoothtime sourcedir stratumweight tempcomp user""");
    private static final Set<String> CHRONY_REFCLOCK_OPTIONS = words("""
            delay dpoll filter local lock maxdispersion maxlockage maxsamples maxunreach minsamples noselect offset poll
            pps precision prefer rate refid require stratum tai trust width""");
    private static final Set<String> CHRONY_REFCLOCK_DRIVERS = words("phc pps shm sock");

    private Vocabulary() {
    }

    private static Set<String> words(String text) {
        return Set.of(text.split("\\s+"));
    }

    static BadLine unknownDirective(String name, List<String> ours) {
        return unknown("directive", name, CHRONY_DIRECTIVES, ours);
    }

    static BadLine unknownRefclockOption(String name, List<String> ours) {
        return unknown("refclock option", name, CHRONY_REFCLOCK_OPTIONS, ours);
    }

    static BadLine unknownRefclockDriver(String name, List<String> ours) {
        return unknown("refclock driver", name, CHRONY_REFCLOCK_DRIVERS, ours);
    }

    static BadLine unknownGnssOption(String name, List<String> ours) {
        return unknown("gnss option", name, Set.of(), ours);
    }

    private static BadLine unknown(String kind, String name, Set<String> chronys, List<String> ours) {
        String word = Arguments.quoted(name);
        if (chronys.contains(name.toLowerCase(Locale.ROOT))) {
            return new BadLine("%s %s is not supported yet; remove it".formatted(kind, word));
        }
        return nearest(name, ours)
                .map(near -> new BadLine("unknown %s %s; did you mean '%s'?".formatted(kind, word, near)))
                .orElseGet(() -> new BadLine(
                        "unknown %s %s; expected one of %s".formatted(kind, word, String.join(", ", ours))));
    }

    /// The word that `name` most likely was meant to be: at most two slips away, and fewer than half its letters.
    static Optional<String> nearest(String name, Collection<String> words) {
        Optional<String> nearest = Optional.empty();
        int least = Math.min(3, (name.length() + 1) / 2);
        for (String word : words) {
            int slips = name.length() > 2 * word.length() + 2 ? Integer.MAX_VALUE : slips(name, word);
            if (slips < least) {
                least = slips;
                nearest = Optional.of(word);
            }
        }
        return nearest;
    }

    /// Letters to add, drop, replace or swap with their neighbour to turn one word into the other, without regard to
    /// case (optimal string alignment distance).
    private static int slips(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replace = same(from, i, to, j) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + replace, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && same(from, i, to, j - 1) && same(from, i - 1, to, j)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[from.length()][to.length()];
    }

    private static boolean same(String a, int i, String b, int j) {
        return Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
    }
}
