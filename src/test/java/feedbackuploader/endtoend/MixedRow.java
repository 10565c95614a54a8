package feedbackuploader.endtoend;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A row of a file that holds everything that makes it hard to find out what became of a row: rows that are the same,
 * rows that differ in what a server does not show, and rows of which it shows nothing.
 *
 * @param input its line
 * @param listed as the sandbox lists it, ids and times aside
 * @param shown the same for rows that a read-back cannot tell from each other
 * @param isProvable whether a read-back can tell what became of it, once a row of its sort was recorded; if not, it may
 *     stay unknown
 */
record MixedRow(String input, String listed, String shown, boolean isProvable) {

    /** The rows of a file, its number of them or one more. No other {@code name} has any of them. */
    static List<MixedRow> file(String name, int count, Random order) {
        List<Rating> ratings = Rating.series(name, count);
        List<MixedRow> rows = new ArrayList<>();
        for (int i = 0; rows.size() < count; i++) {
            Rating rating = ratings.get(i);
            switch (i % 8) {
                case 1 -> rows.addAll(List.of(of(rating, true), of(rating, true)));
                case 3 ->
                    rows.addAll(List.of(
                            of(rating.withUser(Rating.uuid("Ann")), false),
                            of(rating.withUser(Rating.uuid("Ben")), false)));
                case 5 ->
                    rows.add(of(
                            Preference.byId(name, i), !Preference.byId(name, i).isTied()));
                case 7 -> rows.add(i % 16 == 7 ? of(Preference.byText(name, i), false) : of(rating, true));
                default -> rows.add(of(rating, true));
            }
        }
        Collections.shuffle(rows, order);
        return rows;
    }

    /** As it is on a deployment that shows something else than it was sent. */
    MixedRow unprovable() {
        return new MixedRow(input, listed, shown, false);
    }

    /** Whether a server that shows this row shows {@code other}, too: ratings, ties and other preferences are apart. */
    boolean isReadBackAs(MixedRow other) {
        return sort().equals(other.sort());
    }

    private String sort() {
        if (!input.contains("\"preferred_completion\":")) {
            return "rating";
        } else if (input.contains("\"preferred_completion\":{")) {
            return "preference by text";
        }
        return input.contains("\"tied\":") ? "tie" : "preference";
    }

    private static MixedRow of(Rating rating, boolean isProvable) {
        return new MixedRow(rating.json(), rating.listed(), rating.withUser("").listed(), isProvable);
    }

    private static MixedRow of(Preference preference, boolean isProvable) {
        return new MixedRow(preference.row().toString(), preference.listed(), preference.listed(), isProvable);
    }
}
