package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.node.TextNode;
import feedbackuploader.input.Row;
import feedbackuploader.support.Problem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@link RowVariant} whose places have been found.
 *
 * @param skips by which rows this piece alone is skipped
 * @param locators the fields that the piece has for itself
 * @param fixed what those fields, and others, are where the row says nothing
 */
record Overlay(Map<Field, FieldLocator> locators, Map<Field, RawValue> fixed, SkipTests skips) {

    /** @param looking finds what only {@link #skips} looks at */
    static List<Overlay> allOf(MappingOptions options, FieldLocators.Finder finder, FieldLocators.Finder looking)
            throws MappingException {
        List<Overlay> overlays = new ArrayList<>();
        for (RowVariant variant : options.variants()) {
            Map<Field, FieldLocator> locators = new EnumMap<>(Field.class);
            Map<Field, RawValue> fixed = new EnumMap<>(Field.class);
            RawFields defaults = RawFields.of(options.constants());
            for (Map.Entry<Field, String> column : variant.columns().entrySet()) {
                locators.put(
                        column.getKey(),
                        variant.isMetric()
                                ? FieldLocators.of(variant.option(), column.getValue(), finder)
                                : FieldLocators.of(column.getKey(), column.getValue(), finder));
                fixed.put(column.getKey(), defaults.get(column.getKey()));
            }
            String place = variant.isMetric() ? variant.columns().get(Field.VALUE) : null;
            variant.constants()
                    .forEach((field, constant) -> fixed.put(
                            field,
                            new RawValue(
                                    place == null ? field.label() : place,
                                    TextNode.valueOf(constant),
                                    RawValue.Origin.OPTION)));
            overlays.add(new Overlay(locators, fixed, SkipTests.of(variant.skipWhere(), options.numbers(), looking)));
        }
        return overlays;
    }

    boolean has(Field field) {
        return locators.containsKey(field) || fixed.containsKey(field);
    }

    /** The piece, or null when it would have a value of its own and has none. */
    @Nullable
    RawFields over(RawFields base, Row row, List<Problem> problems) {
        RawFields piece = base.copy();
        fixed.forEach(piece::put);
        locators.forEach((field, locator) -> piece.set(field, locator.in(row, problems)));
        boolean isNone =
                locators.containsKey(Field.VALUE) && piece.get(Field.VALUE).isBlank();
        if (isNone) {
            return null;
        }
        piece.skip(piece.skipping().and(skips.of(row, problems)));
        return piece;
    }
}
