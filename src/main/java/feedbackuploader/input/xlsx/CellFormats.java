package feedbackuploader.input.xlsx;

import feedbackuploader.input.CellType;
import feedbackuploader.input.StrictJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of a workbook as its user sees them: dates, which are stored as days, as dates (in ISO form, whatever form the
 * cell has), percentages with their sign, and others with the 15 digits that a spreadsheet has.
 */
public final class CellFormats {

    /** The last day that a spreadsheet knows, of the year 9999. */
    private static final int LAST_DAY = 2_958_465;

    private static final int MOST_STYLES = 100_000;

    /** More than a spreadsheet allows, which is 255 characters. */
    private static final int LONGEST_FORMAT = 1_000;

    /** What stands in a format without meaning a part of the value: quoted and escaped text, colours, conditions. */
    private static final Pattern ASIDES = Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\[[^\\]]*\\]|[eE][+-]|General");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DATE_AND_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final List<CellType> styles = new ArrayList<>();
    private final boolean from1904;

    CellFormats(Xml xml, boolean from1904) throws IOException {
        this.from1904 = from1904;
        Map<Integer, CellType> custom = new HashMap<>();
        boolean inCells = false;
        while (xml.next()) {
            if (xml.starts("numFmt") && custom.size() < MOST_STYLES) {
                custom.put(number(xml.attribute("numFmtId")), kind(String.valueOf(xml.attribute("formatCode"))));
            } else if (xml.starts("cellXfs") || xml.ends("cellXfs")) {
                inCells = xml.starts("cellXfs");
            } else if (inCells && xml.starts("xf") && styles.size() < MOST_STYLES) {
                int id = number(xml.attribute("numFmtId"));
                styles.add(custom.getOrDefault(id, builtIn(id)));
            }
        }
    }

    static int number(@Nullable String text) {
        try {
            return text == null ? -1 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static CellType builtIn(int id) {
        if (id == 9 || id == 10) {
            return CellType.PERCENT;
        }
        return (id >= 14 && id <= 22) || (id >= 45 && id <= 47) ? CellType.DATE : CellType.NUMBER;
    }

    private static CellType kind(String format) {
        if (format.length() > LONGEST_FORMAT) {
            return CellType.NUMBER;
        }
        String bare = ASIDES.matcher(format.replaceFirst(";.*", "")).replaceAll("");
        if (format.contains("[h") || format.contains("[m") || format.contains("[s")) {
            return CellType.DATE;
        }
        if (bare.indexOf('%') >= 0) {
            return CellType.PERCENT;
        }
        return bare.chars().anyMatch(c -> "ymdhsYMDHS".indexOf(c) >= 0) ? CellType.DATE : CellType.NUMBER;
    }

    /** @param stored as the workbook has it; given back as it is when it is no number */
    String shown(String stored, int style) {
        BigDecimal number;
        try {
            number = stored.length() > StrictJson.LONGEST_NUMBER ? null : new BigDecimal(stored.strip());
        } catch (NumberFormatException e) {
            number = null;
        }
        if (number == null) {
            return stored;
        }
        return switch (type(style)) {
            case PERCENT -> plain(number.movePointRight(2)) + "%";
            case DATE -> date(number);
            default -> plain(number);
        };
    }

    /** How a number of this style shows. */
    CellType type(int style) {
        return style >= 0 && style < styles.size() ? styles.get(style) : CellType.NUMBER;
    }

    private static String plain(BigDecimal number) {
        BigDecimal rounded = number.round(new MathContext(15)).stripTrailingZeros();
        long magnitude = (long) rounded.precision() - rounded.scale();
        return magnitude > 21 || magnitude < -9 ? rounded.toString() : rounded.toPlainString();
    }

    private String date(BigDecimal days) {
        if (days.signum() < 0 || days.compareTo(BigDecimal.valueOf(LAST_DAY + 1L)) >= 0) {
            return plain(days);
        }
        double value = days.doubleValue();
        int day = (int) value;
        long second = Math.round((value - day) * 86_400);
        if (day == 0 && second > 0 && second < 86_400) {
            return LocalTime.ofSecondOfDay(second).format(TIME);
        }
        LocalDateTime moment = dayOf(day).atStartOfDay().plusSeconds(second);
        return second % 86_400 == 0 ? moment.toLocalDate().toString() : moment.format(DATE_AND_TIME);
    }

    /** Day 60 is 29 February 1900, which never was: before it, days count from one day later. */
    private LocalDate dayOf(int day) {
        if (from1904) {
            return LocalDate.of(1904, 1, 1).plusDays(day);
        }
        return LocalDate.of(1899, 12, day < 60 ? 31 : 30).plusDays(day);
    }
}
