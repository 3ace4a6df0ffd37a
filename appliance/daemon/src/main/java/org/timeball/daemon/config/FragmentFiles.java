package org.timeball.daemon.config;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The files of a few directories that together are one configuration.
final class FragmentFiles {
    private FragmentFiles() {
    }

    /// The files with this suffix, in the order of their names. Of several with the same name, that in the first of the
    /// directories counts; a directory that does not exist has none.
    static List<String> in(List<String> directories, String suffix, ConfigurationFiles files) throws IOException {
        Map<String, String> byName = new TreeMap<>();
        for (String directory : directories) {
            for (String path : files.matching(directory + "/*" + suffix)) {
                byName.putIfAbsent(path.substring(path.lastIndexOf('/') + 1), path);
            }
        }
        return List.copyOf(byName.values());
    }
}
