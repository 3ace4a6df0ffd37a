package org.timeball.daemon.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All pages of one server, and who looks at the live ones.
final class Site {
    private final Map<String, Page> pages;
    private final Map<LivePage, Viewers> viewers;
    private final Duration patience;

    Site(WebSettings settings, List<Page> pages) {
        this.pages = pages.stream().collect(Collectors.toMap(Page::path, Function.identity()));
        patience = settings.patience();
        viewers = pages.stream().filter(LivePage.class::isInstance).map(LivePage.class::cast).collect(
                Collectors.toMap(Function.identity(), page -> new Viewers(page, settings.viewers(), patience)));
    }

    /// How long a client is waited for.
    Duration patience() {
        return patience;
    }

    /// @param target as it stands in a request (RFC 9112, section 3.2.1): a path and perhaps a query, which counts for
    ///            nothing
    Optional<Page> page(String target) {
        @Nullable
        Page page = pages.get(target.split("\\?", 2)[0]);
        return Optional.ofNullable(page);
    }

    /// For people who have come to the wrong place.
    String paths() {
        return String.join(", ", pages.keySet().stream().sorted().toList());
    }

    Viewers viewers(LivePage page) {
        return viewers.get(page);
    }
}
