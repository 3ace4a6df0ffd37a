package org.timeball.daemon.console;

import java.io.PrintStream;
import org.timeball.daemon.status.StatusReport;

/// Draws the picture over itself on a terminal of 80 by 24 characters or more.
final class ScreenFace implements StatusFace {
    // ECMA-48: CUP, ED, EL; DECTCEM (VT220) for the cursor.
    private static final String HOME = "\u001b[H";
    private static final String CLEAR_SCREEN = "\u001b[2J";
    private static final String CLEAR_TO_END_OF_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";
    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";

    private final PrintStream out;
    private final TerminalTraits traits;
    private final OffsetHistory history = new OffsetHistory();
    private boolean drawn;

    ScreenFace(PrintStream out, TerminalTraits traits) {
        this.out = out;
        this.traits = traits;
    }

    @Override
    public boolean show(StatusReport report) {
        history.add(report.reading().uptimeSeconds(), report.reading().timing().offsetSeconds());
        StringBuilder picture = new StringBuilder(drawn ? HOME : HIDE_CURSOR + CLEAR_SCREEN + HOME);
        for (String line : Picture.of(report, history.values(), traits)) {
            picture.append(line).append(CLEAR_TO_END_OF_LINE).append("\r\n");
        }
        out.print(picture.append(CLEAR_BELOW));
        drawn = true;
        return !out.checkError();
    }

    @Override
    public void close() {
        if (drawn) {
            out.print(SHOW_CURSOR);
            out.flush();
        }
    }
}
