package org.timeball.daemon.web;

import java.util.List;

/// A stream of server-sent events (WHATWG HTML, section 9.2), one a second or fewer of each kind.
///
/// @param feeds what it tells; each is told at once to whoever comes
public record LivePage(String path, List<Feed> feeds) implements Page {
    static final String TYPE = "text/event-stream";

    public LivePage {
        feeds = List.copyOf(feeds);
    }

    /// One kind of event.
    ///
    /// @param name of the event, such as `status`
    /// @param everySeconds 1 or more
    /// @param page its data: a text of one line
    public record Feed(String name, int everySeconds, FreshPage<?> page) {
        public Feed {
            if (everySeconds < 1) {
                throw new IllegalArgumentException("an event every " + everySeconds + " s; it must be 1 or more");
            }
        }
    }
}
