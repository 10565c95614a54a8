package feedbackuploader.cli.options;

import feedbackuploader.input.InputException;
import feedbackuploader.input.InputOptions;
import feedbackuploader.input.edits.EditsFile;
import feedbackuploader.support.IoErrors;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say how the bytes of a file become rows, where that is not as its content shows. */
public final class InputArguments {

    public static final String FILE =
            "CSV, JSONL, JSON or an Excel workbook (.xlsx), optionally gzip-compressed. The format is"
                    + " detected from the content. Use - for standard input.";

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description =
                    "Text encoding, such as windows-1252. A byte order mark takes precedence. (default: detected)")
    private @Nullable Charset encoding;

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            converter = DelimiterConverter.class,
            description = "Character between the cells of a CSV file, or the word tab. (default: detected)")
    private @Nullable Character delimiter;

    @Option(
            names = "--skip-lines",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Number of lines above the header to skip. (default: 0)")
    private @Nullable Integer skipLines;

    @Option(
            names = "--sheet",
            paramLabel = "NAME|N",
            description =
                    "Sheet of a workbook: its name, or the number of its tab. (default: the first visible" + " sheet)")
    private @Nullable String sheet;

    @Option(
            names = "--quote",
            paramLabel = "CHAR|none",
            converter = CharacterConverter.class,
            description = "Character around a CSV cell. With none, quotes are plain characters. (default: \")")
    private @Nullable Character quote;

    @Option(
            names = "--escape",
            paramLabel = "CHAR|none",
            converter = CharacterConverter.class,
            description = "Character, such as \\, before a quote inside a quoted CSV cell. (default: none, the quote is"
                    + " doubled)")
    private @Nullable Character escape;

    @Option(
            names = "--comment",
            paramLabel = "CHAR",
            converter = CharacterConverter.class,
            description = "Skip lines that begin with this character, such as #. (default: none)")
    private @Nullable Character comment;

    @Option(
            names = "--edits",
            paramLabel = "FILE",
            description =
                    "Read the cells of this file of edits in place of the file's own. The local page writes such a"
                            + " file; the file itself stays as it is.")
    private @Nullable Path edits;

    /** What was typed; where nothing was, what {@code saved} says. */
    InputOptions over(InputOptions saved) throws UsageException {
        return new InputOptions(
                encoding == null ? saved.encoding() : encoding,
                delimiter == null ? saved.delimiter() : delimiter,
                skipLines == null ? saved.skipLines() : skipLines,
                sheet == null ? saved.sheet() : sheet,
                quote == null ? saved.quote() : quote,
                escape == null ? saved.escape() : escape,
                commentOver(saved.comment()),
                edits == null ? null : editsFile(edits));
    }

    private static EditsFile editsFile(Path path) throws UsageException {
        try {
            return EditsFile.of(path);
        } catch (InputException e) {
            throw new UsageException("--edits " + e.getMessage());
        } catch (IOException e) {
            throw new UsageException("--edits " + path + " cannot be read (" + IoErrors.of(e) + ").");
        }
    }

    /** Edits are of the rows of one file. */
    public void refuseEditsOf(List<Path> files) throws UsageException {
        if (edits != null && files.size() > 1) {
            throw new UsageException("--edits are of one file, and " + files.size()
                    + " are named. Run the command for each file, with its own edits.");
        }
    }

    private @Nullable Character commentOver(@Nullable Character saved) {
        Character character = comment == null ? saved : comment;
        return character == null || character == InputOptions.NO_CHARACTER ? null : character;
    }

    private static char character(String text, String never, String expected) {
        char character = text.length() == 1 ? text.charAt(0) : '\r';
        if (Character.isLetterOrDigit(character)
                || Character.isSurrogate(character)
                || never.indexOf(character) >= 0
                || "\r\n".indexOf(character) >= 0) {
            throw new TypeConversionException(expected);
        }
        return character;
    }

    /** One character, or {@link InputOptions#NO_CHARACTER} for the word none. */
    static final class CharacterConverter implements ITypeConverter<Character> {
        @Override
        public Character convert(String text) {
            String expected = "expected one character that is not a letter, digit or space, or the word none";
            if (text.strip().equalsIgnoreCase("none")) {
                return InputOptions.NO_CHARACTER;
            } else if (text.isBlank() || Character.isISOControl(text.charAt(0))) {
                throw new TypeConversionException(expected);
            }
            return character(text, "", expected);
        }
    }

    static final class CountConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (!text.strip().matches("[0-9]{1,6}")) {
                throw new TypeConversionException("expected a number of lines");
            }
            return Integer.valueOf(text.strip());
        }
    }

    static final class DelimiterConverter implements ITypeConverter<Character> {
        @Override
        public Character convert(String text) {
            return switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "tab", "\\t" -> '\t';
                case "comma" -> ',';
                case "semicolon" -> ';';
                default -> character(text, "\"", "expected one character, such as ; or |, or the word tab");
            };
        }
    }
}
