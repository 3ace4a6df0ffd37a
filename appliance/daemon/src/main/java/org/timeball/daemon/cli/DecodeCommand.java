package org.timeball.daemon.cli;

import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `timeball decode`.
@Command(name = "decode", sortOptions = false, description = {
        "Reads what a GNSS receiver sends (NMEA 0183, UBX or both) and prints what it says as JSON lines with gpsd's"
                + " names and units: one TPV and one SKY an epoch.",
        "A time is printed only where the receiver stands behind it. Lines that start with # before the first"
                + " sentence are skipped."}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
                        "0:read to the end", "1:the file cannot be read",
                        "2:the command line cannot be understood"}, footerHeading = "%nExamples:%n", footer = {
                                "  timeball decode --date 2019-04-12 capture.log",
                                "  timeball decode < /dev/ttyACM0"})
final class DecodeCommand implements Callable<Integer> {
    private final DecodeRunner runner;

    @Spec
    private CommandSpec spec;

    @Option(names = "--date", paramLabel = "YYYY-MM-DD", description = {
            "The day of the capture. Centuries and GPS week rollovers are resolved to the date nearest to it"
                    + " (default: today, or the day of this build if that is later)."})
    @Nullable
    private LocalDate date;

    @Parameters(paramLabel = "FILE", arity = "0..1", defaultValue = "-", description = {
            "The receiver's bytes; - or nothing is standard input."})
    private String file;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
    private boolean help;

    DecodeCommand(DecodeRunner runner) {
        this.runner = runner;
    }

    @Override
    public Integer call() {
        return runner.run(new DecodeOptions(file, Optional.ofNullable(date)), spec.commandLine().getOut(),
                spec.commandLine().getErr());
    }
}
