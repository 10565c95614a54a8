package feedbackuploader.cli;

import feedbackuploader.cli.console.ProgressForm;
import feedbackuploader.cli.options.Durations;
import feedbackuploader.cli.options.MappingArguments;
import feedbackuploader.cli.options.Throttles;
import feedbackuploader.delivery.Concurrency;
import feedbackuploader.delivery.Rate;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Shard;
import feedbackuploader.input.Format;
import feedbackuploader.ledger.DuplicatePolicy;
import feedbackuploader.sandbox.Latency;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.TypeConversionException;

/** What is typed, as what it means; a refusal says what is expected in the words of the command line. */
public final class Conversions {

    private Conversions() {}

    public static void register(CommandLine commands) {
        commands.registerConverter(Duration.class, Durations::parse);
        commands.registerConverter(Latency.class, Conversions::latency);
        commands.registerConverter(Concurrency.class, Throttles::concurrency);
        commands.registerConverter(Rate.class, Throttles::rate);
        commands.registerConverter(Shard.class, Conversions::shard);
        commands.registerConverter(int.class, text -> wholeNumber(text, Integer::valueOf));
        commands.registerConverter(Integer.class, text -> wholeNumber(text, Integer::valueOf));
        commands.registerConverter(long.class, text -> wholeNumber(text, Long::valueOf));
        commands.registerConverter(Long.class, text -> wholeNumber(text, Long::valueOf));
        commands.registerConverter(Charset.class, Conversions::encoding);
        registerWords(commands, MappingArguments.KindChoice.class);
        registerWords(commands, MappingArguments.PercentChoice.class);
        registerWords(commands, DuplicatePolicy.class);
        registerWords(commands, ProgressForm.class);
        registerWords(commands, Kind.class);
        registerWords(commands, Format.class);
        registerWords(commands, CompletionCommand.Shell.class);
    }

    private static <E extends Enum<E>> void registerWords(CommandLine commands, Class<E> type) {
        commands.registerConverter(
                type,
                text -> Arrays.stream(type.getEnumConstants())
                        .filter(constant -> constant.name().equalsIgnoreCase(text.strip()))
                        .findFirst()
                        .orElseThrow(() -> new TypeConversionException("found '" + text + "'; expected "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(" or ")))));
    }

    /** A variable of a script that is not set; what it stands for would be guessed otherwise. */
    static int runWithoutEmptyValues(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        for (OptionSpec option : last.matchedOptions()) {
            if (option.originalStringValues().contains("")) {
                throw new ParameterException(
                        last.commandSpec().commandLine(),
                        option.longestName() + ": the value is empty; expected " + option.paramLabel() + ".");
            }
        }
        return new RunLast().execute(parsed);
    }

    private static Latency latency(String text) {
        int dots = text.indexOf("..");
        try {
            return dots < 0
                    ? Latency.of(Durations.parse(text))
                    : new Latency(Durations.parse(text.substring(0, dots)), Durations.parse(text.substring(dots + 2)));
        } catch (Durations.WithoutUnitException e) {
            throw e;
        } catch (TypeConversionException | IllegalArgumentException e) {
            throw new TypeConversionException(
                    "found '" + text + "'; expected a time such as 20ms, or a range such as 5ms..2s");
        }
    }

    private static Shard shard(String text) {
        try {
            return Shard.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("found " + e.getMessage());
        }
    }

    private static Charset encoding(String name) {
        try {
            return Charset.forName(name.strip());
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(
                    "found '" + name + "'; expected the name of an encoding, such as windows-1252 or Shift_JIS");
        }
    }

    private static <N extends Number> N wholeNumber(String text, Function<String, N> parse) {
        try {
            return parse.apply(text.strip());
        } catch (NumberFormatException e) {
            throw new TypeConversionException("found '" + text + "'; expected a whole number");
        }
    }
}
