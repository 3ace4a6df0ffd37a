package org.timeball.daemon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.Span;

/// A directive that gives a value: its name, how the value is read and written, and what it is without the directive.
///
/// @param <T> type of the value
/// @param entry its line in the table of directives
/// @param initial the value without the directive
/// @param reading takes the value from the words of a line
/// @param writing the lines that read back as the value; none where the absence of the directive says it
record Setting<T extends @Nullable Object>(Entry entry, T initial, Reading<T> reading, Writing<T> writing)
        implements
            Directive {
    /// Takes a value from the words behind a directive.
    @FunctionalInterface
    interface Reading<T extends @Nullable Object> {
        /// @param before the value so far: what a directive that collects adds to
        T read(Arguments arguments, T before) throws BadLine;
    }

    /// Puts a value into lines.
    @FunctionalInterface
    interface Writing<T extends @Nullable Object> {
        List<String> lines(T value);
    }

    String name() {
        return entry.name();
    }

    /// A whole number.
    ///
    /// @param unit of the number in words, for messages
    static Setting<Integer> whole(Entry entry, int initial, int min, int max, String unit) {
        String expected = Notation.range(unit, min, max);
        return new Setting<>(entry, initial, (words, _) -> words.whole(entry.name(), min, max, expected),
                one(entry, value -> Integer.toString(value)));
    }

    /// A whole number without a default.
    static Setting<@Nullable Integer> optionalWhole(Entry entry, int min, int max, String unit) {
        String expected = Notation.range(unit, min, max);
        return new Setting<>(entry, null, (words, _) -> words.whole(entry.name(), min, max, expected),
                one(entry, value -> Integer.toString(value)));
    }

    static Setting<Double> number(Entry entry, double initial, double min, double max, String unit) {
        String expected = Notation.range(unit, min, max);
        return new Setting<>(entry, initial, (words, _) -> words.number(entry.name(), min, max, expected),
                one(entry, Notation::number));
    }

    static Setting<Span> seconds(Entry entry, Span initial, double max) {
        String expected = Notation.range("seconds", 0, max);
        return new Setting<>(entry, initial, (words, _) -> words.seconds(entry.name(), 0, max, expected),
                one(entry, Notation::seconds));
    }

    /// One word: a path, an interface, a name.
    static Setting<@Nullable String> word(Entry entry, String expected) {
        return new Setting<>(entry, null, (words, _) -> words.word(entry.name(), expected),
                one(entry, Function.identity()));
    }

    /// A directive of a single word, which is there or not.
    static Setting<Boolean> flag(Entry entry) {
        return new Setting<>(entry, false, (_, _) -> true, value -> value ? List.of(entry.name()) : List.of());
    }

    /// One word of a few.
    static <E extends Enum<E>> Setting<E> choice(Entry entry, E initial, Class<E> words) {
        return new Setting<>(entry, initial, (arguments, _) -> arguments.choice(entry.name(), words),
                one(entry, value -> value.name().toLowerCase(Locale.ROOT)));
    }

    /// Some words whose value is null without the directive.
    static <T> Setting<@Nullable T> optional(Entry entry, Reading<@Nullable T> reading, Function<T, String> words) {
        return new Setting<>(entry, null, reading, one(entry, words));
    }

    /// A directive that collects: each line adds one element.
    static <E> Setting<List<E>> list(Entry entry, Element<E> element, Function<E, String> line) {
        return new Setting<>(entry, List.of(), (words, before) -> with(before, element.read(words)),
                elements -> elements.stream().map(line).toList());
    }

    /// The list with one element more.
    static <E> List<E> with(List<E> list, E element) {
        List<E> longer = new ArrayList<>(list);
        longer.add(element);
        return List.copyOf(longer);
    }

    /// Takes one element of a list from the words of its line.
    @FunctionalInterface
    interface Element<E> {
        E read(Arguments arguments) throws BadLine;
    }

    /// One line, or none for null.
    private static <T extends @Nullable Object> Writing<T> one(Entry entry, Function<T, String> words) {
        return value -> value == null ? List.of() : List.of((entry.name() + " " + words.apply(value)).strip());
    }
}
