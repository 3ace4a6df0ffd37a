package org.timeball.daemon.config;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Files that a configuration may include, held in memory.
public final class MemoryFiles implements ConfigurationFiles {
    private final Map<String, String> texts = new TreeMap<>();

    public MemoryFiles with(String path, String text) {
        texts.put(path, text);
        return this;
    }

    @Override
    public String text(String path) throws IOException {
        String text = texts.get(path);
        if (text == null) {
            throw new NoSuchFileException(path);
        }
        return text;
    }

    @Override
    public List<String> matching(String pattern) {
        String expression = Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote)
                .collect(Collectors.joining("[^/]*"));
        return texts.keySet().stream().filter(path -> path.matches(expression)).toList();
    }
}
