package org.timeball.daemon.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.config.OptionTable.Option;

/// The options that NTP sources and refclocks share, while a line is read.
class SourceDraft {
    private SelectOptions select = SelectOptions.NONE;
    private @Nullable Integer minSamples;
    private @Nullable Integer maxSamples;
    private int maxUnreach = SampleHistory.DEFAULT_MAX_UNREACH;

    SelectOptions select() {
        return select;
    }

    SampleHistory history() {
        return new SampleHistory(minSamples, maxSamples, maxUnreach);
    }

    /// @param selectStanding what the daemon does about the options of the selection
    static <D extends SourceDraft> List<Option<D>> options(Standing selectStanding) {
        return List.of(
                new Option<>("noselect", "never select it, only watch it", selectStanding,
                        (_, _, draft) -> draft.add(new SelectOptions(true, false, false, false))),
                new Option<>("prefer", "select it before sources that are not preferred", selectStanding,
                        (_, _, draft) -> draft.add(new SelectOptions(false, true, false, false))),
                new Option<>("trust", "believe it against sources that are not trusted", selectStanding,
                        (_, _, draft) -> draft.add(new SelectOptions(false, false, true, false))),
                new Option<>("require", "select nothing unless this or another required source is good",
                        selectStanding, (_, _, draft) -> draft.add(new SelectOptions(false, false, false, true))),
                new Option<>("minsamples SAMPLES", "fewest samples kept; default: the directive minsamples",
                        Standing.IMPLEMENTED, (words, what, draft) -> draft.minSamples(samples(words, what))),
                new Option<>("maxsamples SAMPLES", "most samples kept; default: the directive maxsamples",
                        Standing.IMPLEMENTED, (words, what, draft) -> draft.maxSamples(samples(words, what))),
                new Option<>("maxunreach POLLS",
                        "polls without an answer after which it is not selected; default 100000",
                        Standing.IMPLEMENTED, (words, what, draft) -> draft
                                .maxUnreach(words.whole(what, "a number of polls", 0, Integer.MAX_VALUE))));
    }

    private static int samples(Arguments words, String what) throws BadLine {
        return words.whole(what, "a number of samples", 0, SampleHistory.MAX_SAMPLES);
    }

    void add(SelectOptions more) {
        select = new SelectOptions(select.noselect() || more.noselect(), select.prefer() || more.prefer(),
                select.trust() || more.trust(), select.require() || more.require());
    }

    void minSamples(int samples) {
        minSamples = samples;
    }

    void maxSamples(int samples) {
        maxSamples = samples;
    }

    void maxUnreach(int polls) {
        maxUnreach = polls;
    }
}
