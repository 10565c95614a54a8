package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import feedbackuploader.input.Row;
import feedbackuploader.input.StrictJson;
import feedbackuploader.support.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a place is written, whatever the format: {@code NAME}, {@code /pointer} (in JSON), {@code NAME#/pointer} (into a
 * text that is JSON itself), {@code PLACE ~ REGEX} (what the first group of a regular expression finds in a text) and
 * {@code PLACE + PLACE} (texts, joined by a blank line).
 */
final class FieldLocators {

    private static final String JOIN = " + ";
    private static final String MATCH = " ~ ";
    private static final String BLANK_LINE = "\n\n";

    private FieldLocators() {}

    /** Finds what a format calls by name. */
    interface Finder {

        /** @throws MappingException when there is nothing of this name; {@code option} says who asked */
        FieldLocator named(String option, String name) throws MappingException;

        /** Whether the whole of {@code name}, signs and all, is a name. */
        boolean isName(String name);

        /** Whether {@link #named} would find it. */
        boolean has(String name);
    }

    static FieldLocator of(Field field, String place, Finder finder) throws MappingException {
        return of("--map " + field.label() + "=" + Names.quoted(place), place, finder);
    }

    /** Where labels are that an option places, by their keys. */
    static Map<String, FieldLocator> ofLabels(NewCompletions completions, Finder finder) throws MappingException {
        Map<String, FieldLocator> labels = new TreeMap<>();
        for (Map.Entry<String, String> place : completions.labelColumns().entrySet()) {
            String option = "--map " + NewCompletions.nameOf(place.getKey()) + "=" + Names.quoted(place.getValue());
            labels.put(place.getKey(), of(option, place.getValue(), finder));
        }
        return labels;
    }

    /** Where that is by which completions are found, by its names; none where they are not sought. */
    static Map<String, FieldLocator> ofLookup(@Nullable CompletionLookup lookup, Finder finder)
            throws MappingException {
        if (lookup == null) {
            return Map.of();
        }
        Map<String, FieldLocator> sought = new TreeMap<>();
        for (Map.Entry<String, String> place : lookup.places().entrySet()) {
            String option = CompletionLookup.OPTION + " " + place.getKey() + "=" + Names.quoted(place.getValue());
            sought.put(place.getKey(), of(option, place.getValue(), finder));
        }
        return sought;
    }

    /** @param option says in a message who asked for it */
    static FieldLocator of(String option, String place, Finder finder) throws MappingException {
        if (finder.isName(place)) {
            return finder.named(option, place);
        }
        int match = place.indexOf(MATCH);
        if (match > 0) {
            FieldLocator outer = one(option, place.substring(0, match), finder);
            return new Found(place, outer, Regex.of(option, place.substring(match + MATCH.length())));
        }
        if (place.contains(JOIN)) {
            List<FieldLocator> parts = new ArrayList<>();
            for (String part : place.split(" \\+ ", -1)) {
                parts.add(one(option, part, finder));
            }
            return new Joined(place, parts);
        }
        return one(option, place, finder);
    }

    /** Whether the column or key that {@code place} begins with may be in the file. */
    static boolean isThere(String place, Finder finder) {
        int hash = finder.isName(place) ? -1 : place.indexOf('#');
        return finder.has(hash <= 0 ? place : place.substring(0, hash));
    }

    private static FieldLocator one(String option, String place, Finder finder) throws MappingException {
        int hash = finder.isName(place) ? -1 : place.indexOf('#');
        if (hash <= 0) {
            return finder.named(option, place);
        }
        FieldLocator outer = finder.named(option, place.substring(0, hash));
        return new Inside(place, outer, Pointer.parse(option, place.substring(hash + 1)));
    }

    /** What a regular expression finds in a text; nothing when it does not match. */
    private record Found(String place, FieldLocator outer, Regex regex) implements FieldLocator {

        @Override
        public RawValue in(Row row, List<Problem> problems) {
            RawValue whole = outer.in(row, problems);
            JsonNode node = whole.node();
            if (node == null || !node.isValueNode() || whole.isTrouble()) {
                return whole;
            }
            String found = regex.firstGroupIn(node.asText());
            return new RawValue(whole.column(), found == null ? null : TextNode.valueOf(found), whole.origin());
        }
    }

    /** A place inside a text that is JSON. */
    private record Inside(String place, FieldLocator outer, Pointer pointer) implements FieldLocator {

        @Override
        public RawValue in(Row row, List<Problem> problems) {
            RawValue whole = outer.in(row, problems);
            JsonNode node = whole.node();
            if (whole.isTrouble()) {
                return whole;
            }
            if (node == null || whole.isBlank()) {
                return new RawValue(place, null, RawValue.Origin.JSON);
            }
            try {
                JsonNode json = node.isTextual() ? StrictJson.read(Texts.trim(node.textValue())) : node;
                return RawValue.json(place, pointer.at(json));
            } catch (StrictJson.Malformed e) {
                problems.add(e.problem().withColumn(whole.column()));
                return new RawValue(place, null, RawValue.Origin.JSON);
            }
        }
    }

    /** Several texts as one; blank ones leave no gap. */
    private record Joined(String place, List<FieldLocator> parts) implements FieldLocator {

        @Override
        public RawValue in(Row row, List<Problem> problems) {
            StringBuilder text = new StringBuilder();
            RawValue.Origin origin = RawValue.Origin.JSON;
            for (FieldLocator part : parts) {
                RawValue given = part.in(row, problems);
                JsonNode node = given.node();
                if (node == null || given.isBlank()) {
                    continue;
                }
                if (!node.isValueNode() || given.isTrouble()) {
                    return given; // a problem for whoever expects a text
                }
                origin = given.origin();
                text.append(text.isEmpty() ? "" : BLANK_LINE).append(node.asText());
            }
            return new RawValue(place, text.isEmpty() ? null : TextNode.valueOf(text.toString()), origin);
        }
    }
}
