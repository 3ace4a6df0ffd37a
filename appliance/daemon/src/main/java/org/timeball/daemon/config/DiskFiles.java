package org.timeball.daemon.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/// Files of this machine.
public final class DiskFiles implements ConfigurationFiles {
    /// A larger file is not a configuration.
    private static final int MAX_FILE_BYTES = 1 << 20;

    /// Bytes that are not UTF-8 become replacement characters and so an error in their line.
    @Override
    public String text(String path) throws IOException {
        try (InputStream in = Files.newInputStream(Path.of(path))) {
            byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
            if (bytes.length > MAX_FILE_BYTES) {
                throw new IOException("it is larger than 1 MiB; expected a text in chrony.conf syntax");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (InvalidPathException e) {
            throw new IOException("it is no path: " + e.getReason());
        }
    }

    @Override
    public List<String> matching(String pattern) throws IOException {
        try {
            List<Path> paths = List.of(Path.of(pattern.startsWith("/") ? "/" : ""));
            for (Path name : Path.of(pattern)) {
                paths = step(paths, name.toString());
            }
            return paths.stream().filter(Files::isRegularFile).map(Path::toString).sorted()
                    .collect(Collectors.toList());
        } catch (InvalidPathException | PatternSyntaxException e) {
            throw new IOException("it is no pattern of a path: " + e.getMessage().lines().findFirst().orElse(""));
        }
    }

    /// What `name` finds in each of the directories.
    private static List<Path> step(List<Path> directories, String name) throws IOException {
        List<Path> found = new ArrayList<>();
        boolean literal = name.chars().noneMatch(c -> c == '*' || c == '?' || c == '[');
        Pattern wanted = Pattern.compile(literal ? "" : expression(name));
        for (Path directory : directories) {
            if (literal) {
                found.add(directory.resolve(name));
            } else {
                list(directory, wanted, !name.startsWith("."), found);
            }
        }
        return found;
    }

    private static void list(Path directory, Pattern wanted, boolean visible, List<Path> found) throws IOException {
        try (DirectoryStream<Path> names = Files.newDirectoryStream(directory.toString().isEmpty()
                ? Path.of(".")
                : directory)) {
            for (Path path : names) {
                String name = path.getFileName().toString();
                if (wanted.matcher(name).matches() && !(visible && name.startsWith("."))) {
                    found.add(directory.resolve(name));
                }
            }
        } catch (NoSuchFileException | NotDirectoryException _) {
            // Where there is no directory, there are no files in it.
            return;
        }
    }

    /// The regular expression of a name with wildcards.
    private static String expression(String name) {
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            int end = name.charAt(i) == '[' ? name.indexOf(']', i + 2) : -1;
            if (end > 0) {
                String set = name.substring(i + 1, end).replaceAll("[\\\\\\[&]", "\\\\$0");
                expression.append('[').append(set.startsWith("!") ? "^" + set.substring(1) : set).append(']');
                i = end;
            } else {
                expression.append(switch (name.charAt(i)) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(name.substring(i, i + 1));
                });
            }
        }
        return expression.toString();
    }
}
