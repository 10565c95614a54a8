package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.node.TextNode;
import feedbackuploader.support.Problem;
import feedbackuploader.support.Shell;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What one row gives for each field. */
final class RawFields {

    private final EnumMap<Field, RawValue> given;
    private final Supplier<List<String>> names;
    private final Map<String, RawValue> labels;
    private Map<String, RawValue> sought;
    private List<Problem> ofCompletion = List.of();
    private Skipping skipping;

    private RawFields(
            EnumMap<Field, RawValue> given,
            Supplier<List<String>> names,
            Map<String, RawValue> labels,
            Map<String, RawValue> sought,
            Skipping skipping) {
        this.given = given;
        this.names = names;
        this.labels = labels;
        this.sought = sought;
        this.skipping = skipping;
    }

    /** What is given where a row says nothing: what an option says, or nothing. */
    static RawFields of(Map<Field, String> constants) {
        EnumMap<Field, RawValue> given = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            String constant = constants.get(field);
            given.put(
                    field,
                    constant == null
                            ? RawValue.none(field.label())
                            : new RawValue(field.label(), TextNode.valueOf(constant), RawValue.Origin.OPTION));
        }
        return new RawFields(given, List::of, new TreeMap<>(), Map.of(), Skipping.NONE);
    }

    RawFields copy() {
        return new RawFields(given.clone(), names, new TreeMap<>(labels), sought, skipping);
    }

    /** A copy for a row whose columns or keys, as the file spells them, are {@code names}. */
    RawFields copyFor(Supplier<List<String>> names) {
        return new RawFields(given.clone(), names, new TreeMap<>(labels), sought, skipping);
    }

    /** The columns or keys of the row, those that mean no field among them. */
    List<String> names() {
        return names.get();
    }

    /** What columns or keys of their own say of labels, by the label. */
    Map<String, RawValue> labels() {
        return labels;
    }

    /** What its completion is found by, as {@link CompletionLookup#places} names it. */
    RawValue sought(String name) {
        return Objects.requireNonNull(sought.get(name));
    }

    /** Copies share what is sought until one of them seeks more: most rows seek nothing. */
    void seek(String name, RawValue value) {
        Map<String, RawValue> more = new TreeMap<>(sought);
        more.put(name, value);
        sought = more;
    }

    /** Why no completion is found for it; empty when one is, or none is sought. */
    List<Problem> ofCompletion() {
        return ofCompletion;
    }

    void lacksCompletion(List<Problem> why) {
        ofCompletion = List.copyOf(why);
    }

    Skipping skipping() {
        return skipping;
    }

    void skip(Skipping now) {
        skipping = now;
    }

    RawValue get(Field field) {
        return Objects.requireNonNull(given.get(field));
    }

    /** The row says nothing about a field that it needs, perhaps since another name holds it. */
    Problem missing(Field field, String noun, String expected) {
        String place = get(field).column();
        String hint = Nearest.to(place, names())
                .map(name -> "Did you mean " + Names.quoted(name) + "? Then add --map "
                        + Shell.word(field.label() + "=" + name) + ".")
                .orElse("Name its " + noun + ": --map " + field.label() + "=" + noun.toUpperCase(Locale.ROOT) + ".");
        return new Problem(place, "no such " + noun + " among " + KindRule.listed(names()), expected, hint);
    }

    void put(Field field, RawValue value) {
        given.put(field, value);
    }

    /** A blank cell leaves an option's value in force. */
    void set(Field field, RawValue value) {
        if (!value.isBlank() || get(field).node() == null) {
            given.put(field, value);
        }
    }

    boolean hasOwn(Field... fields) {
        for (Field field : fields) {
            if (get(field).isOwn()) {
                return true;
            }
        }
        return false;
    }
}
