package org.timeball.daemon.boot;

import java.io.IOException;
import java.io.InputStream;
import java.time.OffsetDateTime;
import java.util.Properties;
import org.timeball.timekeeping.time.UtcInstant;

/// The day this program was built: no receiver can see an earlier one.
public final class BuildDate {
    private BuildDate() {
    }

    public static UtcInstant date() {
        try (InputStream in = BuildDate.class.getResourceAsStream("build.properties")) {
            if (in == null) {
                throw new IllegalStateException("build.properties is missing from the program; build it again");
            }
            Properties properties = new Properties();
            properties.load(in);
            return UtcInstant.ofEpochSecond(OffsetDateTime.parse(properties.getProperty("built")).toEpochSecond());
        } catch (IOException e) {
            throw new IllegalStateException("build.properties cannot be read; build the program again", e);
        }
    }
}
