package org.timeball.daemon.config;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What the files of the `sourcedir` directories say at one moment.
///
/// A line that is wrong is left out and told, and so is a last line without an end, which may still be being written:
/// what a DHCP client put there must not end the daemon.
///
/// @param sources in the order of the files and lines, each once
/// @param problems lines and files that are left out
public record SourceDirectories(List<NtpSourceConfiguration> sources, List<ConfigurationError> problems) {
    public static final SourceDirectories NONE = new SourceDirectories(List.of(), List.of());

    public SourceDirectories {
        sources = List.copyOf(sources);
        problems = List.copyOf(problems);
    }

    /// Reads the directories.
    ///
    /// @param directories one element a `sourcedir` directive ([NtpClientConfiguration#sourceDirectories])
    public static SourceDirectories read(List<List<String>> directories, ConfigurationFiles files) {
        Set<NtpSourceConfiguration> sources = new LinkedHashSet<>();
        List<ConfigurationError> problems = new ArrayList<>();
        for (List<String> directive : directories) {
            try {
                for (String path : FragmentFiles.in(directive, ".sources", files)) {
                    file(path, files, sources, problems);
                }
            } catch (IOException e) {
                problems.add(new ConfigurationError(String.join(" ", directive), 1, ConfigurationText.problem(e)));
            }
        }
        return new SourceDirectories(List.copyOf(sources), problems);
    }

    private static void file(String path, ConfigurationFiles files, Set<NtpSourceConfiguration> sources,
            List<ConfigurationError> problems) {
        String text;
        try {
            text = files.text(path);
        } catch (IOException e) {
            problems.add(new ConfigurationError(path, 1, ConfigurationText.problem(e)));
            return;
        }
        List<String> lines = text.lines().toList();
        int ended = text.isEmpty() || text.endsWith("\n") ? lines.size() : lines.size() - 1;
        for (int i = 0; i < ended; i++) {
            switch (SourceLine.read(path, i + 1, lines.get(i))) {
                case SourceLine.Good(var source, var _) -> sources.add(source);
                case SourceLine.Refused(var error) -> problems.add(error);
                case SourceLine.Blank _ -> {
                    // Says nothing.
                }
            }
        }
        if (ended < lines.size()) {
            problems.add(new ConfigurationError(path, lines.size(),
                    "the last line has no end and is left out; end it with a newline"));
        }
    }

    /// What has to be done when these directories replace `before`.
    public Change since(SourceDirectories before) {
        return new Change(before.sources.stream().filter(source -> !sources.contains(source)).toList(),
                sources.stream().filter(source -> !before.sources.contains(source)).toList());
    }

    /// Sources to remove and then to add; whatever stayed the same, option by option, is in neither.
    public record Change(List<NtpSourceConfiguration> removed, List<NtpSourceConfiguration> added) {
        public Change {
            removed = List.copyOf(removed);
            added = List.copyOf(added);
        }
    }
}
