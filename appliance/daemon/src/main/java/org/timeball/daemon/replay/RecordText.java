package org.timeball.daemon.replay;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// Any record as words, exact, and back: so that a log holds whatever an observation or a setting comes to hold.
///
/// A record is the words of its components, in order; with names, each behind its component's name. A record inside a
/// record is its words. A whole number is written in decimals, a double as [Double#toHexString] writes it, a text as
/// [FreeText], an empty Optional as `none` and a full one as what is in it, a list as its size and its members, and what
/// a sealed interface stands for as the name of its record and the record. Components of other types there are none.
final class RecordText {
    private static final String NONE = "none";
    private static final int MOST_MEMBERS = 1000;

    /// Looking these up anew each time would take longer than the core takes to decide.
    private static final ClassValue<RecordComponent[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
            return type.getRecordComponents();
        }
    };

    private static final ClassValue<Constructor<?>> CONSTRUCTORS = new ClassValue<>() {
        @Override
        protected Constructor<?> computeValue(Class<?> type) {
            Class<?>[] types = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            try {
                return type.getDeclaredConstructor(types);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(type + " has no constructor of its components", e);
            }
        }
    };

    private final boolean named;

    /// @param named whether each component stands behind its name
    RecordText(boolean named) {
        this.named = named;
    }

    /// The words of a record.
    String write(Record value) {
        List<String> words = new ArrayList<>();
        components(words, value);
        return String.join(" ", words);
    }

    private void components(List<String> words, Record value) {
        for (RecordComponent component : COMPONENTS.get(value.getClass())) {
            if (named) {
                words.add(component.getName());
            }
            try {
                value(words, component.getAccessor().invoke(value), component.getGenericType());
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(component + " cannot be read", e);
            }
        }
    }

    private void value(List<String> words, Object value, Type type) {
        switch (value) {
            case Double number -> words.add(Double.toHexString(number));
            case Enum<?> constant -> words.add(constant.name());
            case String text -> words.add(FreeText.write(text));
            case OptionalDouble maybe -> words.add(maybe.isPresent() ? Double.toHexString(maybe.getAsDouble()) : NONE);
            case Optional<?> maybe when maybe.isEmpty() -> words.add(NONE);
            case Optional<?> maybe -> value(words, maybe.get(), argument(type));
            case List<?> list -> {
                words.add(Integer.toString(list.size()));
                list.forEach(member -> value(words, member, argument(type)));
            }
            case Record one -> {
                if (type instanceof Class<?> declared && declared.isSealed()) {
                    words.add(one.getClass().getSimpleName());
                }
                components(words, one);
            }
            default -> words.add(value.toString());
        }
    }

    /// Reads what [#write] wrote.
    <R extends Record> R read(Fields fields, Class<R> type) throws LogException {
        RecordComponent[] components = COMPONENTS.get(type);
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            if (named) {
                fields.name(components[i].getName());
            }
            values[i] = value(fields, components[i].getName(), components[i].getGenericType());
        }
        try {
            return type.cast(CONSTRUCTORS.get(type).newInstance(values));
        } catch (InvocationTargetException e) {
            throw fields.bad("this " + type.getSimpleName() + " cannot be: " + e.getCause().getMessage()
                    + "; expected one of a running core");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }

    private Object value(Fields fields, String what, Type type) throws LogException {
        if (type instanceof ParameterizedType of) {
            return of.getRawType() == Optional.class
                    ? fields.skip(NONE) ? Optional.empty() : Optional.of(value(fields, what, argument(type)))
                    : members(fields, what, argument(type));
        }
        Class<?> of = (Class<?>) type;
        if (of == long.class) {
            return fields.whole(what, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (of == int.class) {
            return (int) fields.whole(what, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        if (of == double.class) {
            return fields.real(what);
        }
        if (of == boolean.class) {
            return fields.truth(what);
        }
        if (of == String.class) {
            return FreeText.read(fields, what);
        }
        if (of == OptionalDouble.class) {
            return fields.skip(NONE) ? OptionalDouble.empty() : OptionalDouble.of(fields.real(what));
        }
        if (of.isEnum()) {
            return fields.oneOf(what, (Enum<?>[]) of.getEnumConstants());
        }
        return of.isSealed() ? oneOf(fields, what, of) : read(fields, of.asSubclass(Record.class));
    }

    private List<Object> members(Fields fields, String what, Type type) throws LogException {
        long size = fields.whole("the number of " + what, 0, MOST_MEMBERS);
        List<Object> members = new ArrayList<>();
        for (long i = 0; i < size; i++) {
            members.add(value(fields, what, type));
        }
        return members;
    }

    private Object oneOf(Fields fields, String what, Class<?> type) throws LogException {
        List<Class<?>> all = new ArrayList<>();
        records(all, type);
        String expected = "one of " + all.stream().map(Class::getSimpleName).collect(Collectors.joining(", "));
        String name = fields.word(what, expected);
        for (Class<?> one : all) {
            if (one.getSimpleName().equals(name)) {
                return read(fields, one.asSubclass(Record.class));
            }
        }
        throw fields.wrong(what, name, expected);
    }

    private static void records(List<Class<?>> all, Class<?> type) {
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                records(all, permitted);
            } else {
                all.add(permitted);
            }
        }
    }

    private static Type argument(Type type) {
        return ((ParameterizedType) type).getActualTypeArguments()[0];
    }
}
