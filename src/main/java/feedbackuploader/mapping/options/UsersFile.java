package feedbackuploader.mapping.options;

import feedbackuploader.input.ColumnNames;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.InputException;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowSource;
import feedbackuploader.mapping.KindRule;
import feedbackuploader.mapping.MappingException;
import feedbackuploader.mapping.Texts;
import feedbackuploader.mapping.Twins;
import feedbackuploader.mapping.Users;
import feedbackuploader.mapping.Uuids;
import feedbackuploader.support.Place;
import feedbackuploader.support.Printable;
import feedbackuploader.support.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A CSV file with the columns {@code name} and {@code uuid}, which says who the users of another file are. */
public final class UsersFile {

    /** What to do with such a file in place of one with ratings. */
    public static final String GIVEN_AS_INPUT =
            "This looks like a file for --users: it holds names and UUIDs of users, and no"
                    + " ratings. Give the file with the ratings, and this one with --users.";

    private static final String EXPECTED = "CSV with the columns name and uuid";

    private UsersFile() {}

    /** @throws MappingException when it is no such file; the message names file, row and column */
    public static Map<String, UUID> read(Path file) throws MappingException {
        String fileName = Printable.of(String.valueOf(file.getFileName()), 200);
        try (RowSource source = InputFile.open(file)) {
            int name = indexOf("name", source.columns());
            int uuid = indexOf("uuid", source.columns());
            if (name < 0 || uuid < 0) {
                throw new MappingException(fileName + ": found "
                        + (source.columns().isEmpty() ? "no CSV" : "the columns " + KindRule.listed(source.columns()))
                        + "; expected " + EXPECTED + ".");
            }
            Twins twins = new Twins(source.columns());
            twins.refuse(name, "", "name");
            twins.refuse(uuid, "", "uuid");
            Map<String, UUID> users = new HashMap<>();
            for (Row row = source.next(); row != null; row = source.next()) {
                Place place = new Place(fileName, row.number(), row.line());
                if (!(row instanceof CsvRow csv)) {
                    throw new MappingException(place + ": expected a name and a UUID.");
                }
                add(users, csv.cells().get(name), csv.cells().get(uuid), place);
            }
            return users;
        } catch (InputException e) {
            throw new MappingException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new MappingException(fileName + " cannot be read: " + e.getMessage());
        }
    }

    /** The notice that begins so is out of date once the file is written. */
    public static final String HOW_TO_NAME_USERS =
            "To name them, run validate with the same options and --save-users users.csv, fill in their UUIDs in that file,"
                    + " and add --users users.csv.";

    /** Whether a file has these columns and no others. */
    public static boolean isOne(Collection<String> columns) {
        List<String> normal = columns.stream().map(ColumnNames::normal).toList();
        return normal.size() == 2 && normal.contains("name") && normal.contains("uuid");
    }

    /**
     * The text of such a file for {@code names}, in which their UUIDs are still to be filled in.
     *
     * @param known come first, so that the file can take the place of the one that they are from
     */
    public static String toBeFilledIn(Map<String, UUID> known, List<String> names) {
        StringBuilder text = new StringBuilder("\uFEFFname,uuid\n"); // without the mark, Excel spoils other letters
        new TreeMap<>(known).forEach((name, uuid) -> line(text, name, uuid.toString()));
        names.forEach(name -> line(text, name, ""));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String uuid) {
        text.append('"')
                .append(name.replace("\"", "\"\""))
                .append("\",")
                .append(uuid)
                .append('\n');
    }

    private static void add(Map<String, UUID> users, String name, String uuid, Place place) throws MappingException {
        UUID parsed = Uuids.parse(uuid);
        if (parsed == null && Texts.isBlank(uuid)) {
            throw new MappingException(
                    place.describe(
                            Problem.withText(
                                    "uuid",
                                    uuid,
                                    Uuids.EXPECTED,
                                    "Fill it in, or delete the row; with --drop-unknown-users, feedback of users who are not in the file is uploaded without the user.")));
        }
        if (parsed == null) {
            throw new MappingException(
                    place.describe(Problem.withText("uuid", uuid, Uuids.EXPECTED, Uuids.hint(Texts.trim(uuid)))));
        }
        UUID other = users.put(Users.normal(name), parsed);
        if (other != null && !other.equals(parsed)) {
            throw new MappingException(place.describe(
                    Problem.withText("name", name, "each name once", "An earlier row gives it another UUID.")));
        }
    }

    private static int indexOf(String wanted, List<String> columns) {
        for (int i = 0; i < columns.size(); i++) {
            if (ColumnNames.normal(columns.get(i)).equals(wanted)) {
                return i;
            }
        }
        return -1;
    }
}
