package org.timeball.daemon.console;

import java.util.List;
import java.util.Optional;
import org.timeball.daemon.status.StatusReport;

/// The reading as text for whoever asks the running daemon: the picture, or one line of JSON.
public final class StatusPages {
    private static final String ASKED = "status ";

    private final OffsetHistory history = new OffsetHistory();

    /// What is to be asked for a picture on a terminal.
    public static String picture(TerminalTraits traits) {
        return ASKED + "picture" + (traits.colours() ? " colours" : "") + (traits.utf8() ? " utf8" : "");
    }

    /// What is to be asked for JSON.
    public static String json() {
        return ASKED + "json";
    }

    /// The reading as one line of JSON.
    public static String json(StatusReport report) {
        return JsonFace.line(report);
    }

    /// Keeps what the history of offsets shows; to be called once a second.
    public void look(StatusReport report) {
        history.add(report.reading().uptimeSeconds(), report.reading().timing().offsetSeconds());
    }

    /// @param request as [#picture] and [#json] make them
    /// @return empty if that is not asked for here
    public Optional<String> page(String request, StatusReport report) {
        if (!request.startsWith(ASKED)) {
            return Optional.empty();
        }
        List<String> words = List.of(request.substring(ASKED.length()).split(" "));
        return switch (words.getFirst()) {
            case "json" -> Optional.of(json(report) + "\n");
            case "picture" -> Optional.of(String.join("\n", Picture.of(report, history.values(),
                    new TerminalTraits(false, words.contains("colours"), words.contains("utf8")))) + "\n");
            default -> Optional.empty();
        };
    }
}
