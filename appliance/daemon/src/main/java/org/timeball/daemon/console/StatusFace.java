package org.timeball.daemon.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.timeball.daemon.status.StatusReport;

/// Shows the state of the box to whoever watches standard output. Used by one thread.
public interface StatusFace extends AutoCloseable {
    /// Takes in a report; the face decides whether it is worth a line. Call it a few times a second.
    ///
    /// @return false once nobody can read it any more (the pipe is closed)
    boolean show(StatusReport report);

    /// Leaves the terminal in order. The stream stays open.
    @Override
    void close();

    /// The face that fits standard output: JSON if asked for, a picture on a terminal, plain lines elsewhere.
    static StatusFace ofStandardOutput(boolean json) {
        TerminalTraits traits = TerminalTraits.ofStandardOutput();
        var charset = json ? StandardCharsets.UTF_8 : traits.charset();
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, charset);
        return json ? new JsonFace(out) : of(traits, out);
    }

    private static StatusFace of(TerminalTraits traits, PrintStream out) {
        return traits.redraws() ? new ScreenFace(out, traits) : new PlainFace(out);
    }
}
