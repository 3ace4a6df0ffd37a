package org.timeball.daemon.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The version that the build wrote into `version.properties`.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        return new String[]{text()};
    }

    /// Such as `timeball 0.1.0`.
    static String text() throws IOException {
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new IOException("version.properties is missing from the program; build it again");
            }
            Properties properties = new Properties();
            properties.load(in);
            return "timeball " + properties.getProperty("version");
        }
    }
}
