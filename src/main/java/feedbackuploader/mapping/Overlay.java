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
 * A {@link Branch} whose places have been found.
 *
 * @param skips by which rows this piece alone is skipped
 * @param spots the fields that the piece has for itself
 * @param fixed what those fields, and others, are where the row says nothing
 */
record Overlay(Map<Field, Spot> spots, Map<Field, Given> fixed, SkipTests skips) {

    /** @param looking finds what only {@link #skips} looks at */
    static List<Overlay> allOf(MappingOptions options, Spots.Finder finder, Spots.Finder looking)
            throws MappingException {
        List<Overlay> overlays = new ArrayList<>();
        for (Branch branch : options.branches()) {
            Map<Field, Spot> spots = new EnumMap<>(Field.class);
            Map<Field, Given> fixed = new EnumMap<>(Field.class);
            RowFields defaults = RowFields.of(options.constants());
            for (Map.Entry<Field, String> column : branch.columns().entrySet()) {
                spots.put(
                        column.getKey(),
                        branch.isMetric()
                                ? Spots.of(branch.option(), column.getValue(), finder)
                                : Spots.of(column.getKey(), column.getValue(), finder));
                fixed.put(column.getKey(), defaults.get(column.getKey()));
            }
            String place = branch.isMetric() ? branch.columns().get(Field.VALUE) : null;
            branch.constants()
                    .forEach((field, constant) -> fixed.put(
                            field,
                            new Given(
                                    place == null ? field.word() : place,
                                    TextNode.valueOf(constant),
                                    Given.Origin.OPTION)));
            overlays.add(new Overlay(spots, fixed, SkipTests.of(branch.skipWhere(), looking)));
        }
        return overlays;
    }

    boolean has(Field field) {
        return spots.containsKey(field) || fixed.containsKey(field);
    }

    /** The piece, or null when it would have a value of its own and has none. */
    @Nullable
    RowFields over(RowFields base, Row row, List<Problem> problems) {
        RowFields piece = base.copy();
        fixed.forEach(piece::put);
        spots.forEach((field, spot) -> piece.set(field, spot.in(row, problems)));
        boolean isNone =
                spots.containsKey(Field.VALUE) && piece.get(Field.VALUE).isBlank();
        if (isNone) {
            return null;
        }
        piece.skip(piece.skipping().and(skips.of(row, problems)));
        return piece;
    }
}
