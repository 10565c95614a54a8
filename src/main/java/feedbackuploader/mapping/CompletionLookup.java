package feedbackuploader.mapping;

import feedbackuploader.feedback.CompletionKey;
import feedbackuploader.feedback.Kind;
import feedbackuploader.support.Shell;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * By what the completions of a file are found that does not hold their ids.
 *
 * @param places where a row has it, as {@link FieldLocators} reads it: by {@code label.KEY}, by {@code session_id}, or by
 *     {@code user} and {@code time}
 */
public record CompletionLookup(SortedMap<String, String> places) {

    public static final String OPTION = "--find-completion";

    static final String USER = "user";
    static final String TIME = "time";

    private static final Pattern TWO = Pattern.compile("\\s*(user|time)\\s*=(.*?),\\s*(user|time)\\s*=(.*)");
    private static final String EXPECTED = "expected label.KEY=COLUMN, session_id=COLUMN or user=COLUMN,time=COLUMN";

    public CompletionLookup {
        places = Collections.unmodifiableSortedMap(new TreeMap<>(places));
    }

    /** @throws MappingException when no completion can be found by these */
    public static CompletionLookup of(Map<String, String> given) throws MappingException {
        SortedMap<String, String> places = new TreeMap<>();
        for (Map.Entry<String, String> place : given.entrySet()) {
            if (Texts.isBlank(place.getValue())) {
                throw new MappingException(OPTION + " " + place.getKey() + "= names no column: " + EXPECTED + ".");
            }
            places.put(nameOf(place.getKey()), Texts.trim(place.getValue()));
        }
        if (places.keySet().equals(Set.of(USER)) || places.keySet().equals(Set.of(TIME))) {
            throw new MappingException(OPTION + " needs both user and time: " + EXPECTED + ".");
        }
        if (places.size() != 1 && !places.keySet().equals(Set.of(USER, TIME))) {
            throw new MappingException(OPTION + " takes one way to find a completion: " + EXPECTED + ".");
        }
        return new CompletionLookup(places);
    }

    /** @throws MappingException when it is not what the option takes */
    public static CompletionLookup parse(String typed) throws MappingException {
        Matcher two = TWO.matcher(typed);
        if (two.matches() && !two.group(1).equals(two.group(3))) {
            return of(Map.of(two.group(1), two.group(2), two.group(3), two.group(4)));
        }
        int equals = typed.indexOf('=');
        if (equals < 0) {
            throw new MappingException(OPTION + " " + Names.quoted(typed) + ": " + EXPECTED + ".");
        }
        return of(Map.of(typed.substring(0, equals), typed.substring(equals + 1)));
    }

    private static String nameOf(String typed) throws MappingException {
        String label = NewCompletions.labelIn(Texts.trim(typed));
        String name = label == null ? Texts.trim(typed) : NewCompletions.nameOf(label);
        if (label == null && !Set.of(CompletionKey.SESSION, USER, TIME).contains(name)) {
            throw new MappingException(OPTION + " cannot find a completion by " + Names.quoted(name) + ": " + EXPECTED
                    + "."
                    + (name.equalsIgnoreCase("label") || name.equalsIgnoreCase(CompletionKey.LABEL)
                            ? " The label's name is missing."
                            : ""));
        }
        return name;
    }

    /** As {@link CompletionKey#name} has it. */
    public String name() {
        return places.size() == 1 ? places.firstKey() : CompletionKey.USER_AND_TIME;
    }

    /** {@link #places} as they are typed: the user before the time. */
    List<Map.Entry<String, String>> typed() {
        return places.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
                .toList();
    }

    /** As it is typed. */
    String option() {
        return OPTION + " "
                + Shell.word(typed().stream()
                        .map(place -> place.getKey() + "=" + place.getValue())
                        .collect(Collectors.joining(",")));
    }

    /** @throws MappingException when the other options leave nothing to find, or contradict it */
    public void check(MappingOptions options) throws MappingException {
        if (options.completions().create()) {
            throw new MappingException("Use either " + OPTION + " or --create-completions: a completion that the"
                    + " deployment has need not be created.");
        }
        if (options.kind() != null && options.kind() != Kind.METRIC) {
            throw new MappingException(OPTION + " finds the completions of ratings; with --kind "
                    + options.kind().label() + " there are none.");
        }
        boolean isGiven = options.columns().containsKey(Field.COMPLETION_ID)
                || options.constants().containsKey(Field.COMPLETION_ID)
                || options.variants().stream()
                        .anyMatch(variant -> variant.columns().containsKey(Field.COMPLETION_ID)
                                || variant.constants().containsKey(Field.COMPLETION_ID));
        if (isGiven) {
            throw new MappingException("Use either " + OPTION + " or completion_id in --map, --set or the mapping:"
                    + " both say which completion a row rates.");
        }
    }
}
