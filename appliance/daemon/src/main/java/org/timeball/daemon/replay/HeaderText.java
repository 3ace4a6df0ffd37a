package org.timeball.daemon.replay;

/// The text form of a [LogHeader]: one line, each component behind its name, checked like those of the observations.
final class HeaderText {
    /// The first word of every log.
    private static final String MAGIC = "timeball-observations";
    /// A reader knows this version only; whoever changes the format counts it up.
    private static final String VERSION = "2";
    private static final RecordText COMPONENTS = new RecordText(true);

    private HeaderText() {
    }

    /// The line, without its end.
    static String line(LogHeader header) {
        return ObservationLog.checked(ObservationLog.words(MAGIC, VERSION, COMPONENTS.write(header)));
    }

    /// Reads what [#line] wrote, off the front of a log.
    static LogHeader read(LogLines lines) throws LogException {
        String line = lines.next();
        if (line == null) {
            throw new LogException(lines.place(), lines.number() + 1,
                    "the log ends before its header does; expected '" + MAGIC + " " + VERSION + " ...'");
        }
        Fields words = new Fields(lines.place(), lines.number(), line);
        words.name(MAGIC);
        String version = words.word("version", VERSION);
        if (!version.equals(VERSION)) {
            throw words.wrong("version of the log", version, VERSION);
        }
        Fields fields = ObservationLog.fields(lines.place(), lines.number(), line);
        fields.name(MAGIC);
        fields.name(VERSION);
        LogHeader header = COMPONENTS.read(fields, LogHeader.class);
        fields.end();
        return header;
    }
}
