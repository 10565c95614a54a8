package feedbackuploader.cli;

import feedbackuploader.adaptive.MetricRoute;
import feedbackuploader.adaptive.connection.RequestHeader;
import feedbackuploader.cli.console.ProgressForm;
import feedbackuploader.cli.options.Durations;
import feedbackuploader.cli.options.FieldText;
import feedbackuploader.cli.options.MappingArguments;
import feedbackuploader.cli.options.MetricList;
import feedbackuploader.cli.options.Throttles;
import feedbackuploader.delivery.Concurrency;
import feedbackuploader.delivery.Rate;
import feedbackuploader.feedback.Shard;
import feedbackuploader.input.Format;
import feedbackuploader.ledger.DuplicatePolicy;
import feedbackuploader.ledger.SameText;
import feedbackuploader.mapping.SkipRule;
import feedbackuploader.sandbox.Faults;
import feedbackuploader.sandbox.LabelFilter;
import feedbackuploader.sandbox.Latency;
import feedbackuploader.upload.ErrorLimit;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Text on the command line to values. A refusal says what was expected; {@link UsageErrors} adds where and what was found. */
public final class Conversions {

    private Conversions() {}

    public static void register(CommandLine commands) {
        commands.registerConverter(Duration.class, Durations::parse);
        commands.registerConverter(Latency.class, Conversions::latency);
        commands.registerConverter(Concurrency.class, Throttles::concurrency);
        commands.registerConverter(Rate.class, Throttles::rate);
        commands.registerConverter(Shard.class, Shard::parse);
        commands.registerConverter(ErrorLimit.class, ErrorLimit::parse);
        commands.registerConverter(Faults.class, Faults::parse);
        commands.registerConverter(RequestHeader.class, RequestHeader::parse);
        commands.registerConverter(FieldText.class, FieldText::parse);
        commands.registerConverter(MetricList.class, MetricList::parse);
        commands.registerConverter(SkipRule.class, SkipRule::of);
        commands.registerConverter(SandboxMetric.class, SandboxMetric::parse);
        commands.registerConverter(int.class, text -> wholeNumber(text, Integer::valueOf));
        commands.registerConverter(Integer.class, text -> wholeNumber(text, Integer::valueOf));
        commands.registerConverter(long.class, text -> wholeNumber(text, Long::valueOf));
        commands.registerConverter(Long.class, text -> wholeNumber(text, Long::valueOf));
        commands.registerConverter(Charset.class, Conversions::encoding);
        registerWords(commands, MappingArguments.KindChoice.class);
        registerWords(commands, MappingArguments.PercentChoice.class);
        registerWords(commands, MappingArguments.RatersChoice.class);
        commands.registerConverter(ZoneId.class, Conversions::zone);
        registerWords(commands, DuplicatePolicy.class);
        registerWords(commands, MetricRoute.class);
        registerWords(commands, ProgressForm.class);
        registerWords(commands, TemplateCommand.TemplateKind.class);
        registerWords(commands, SameText.class);
        registerWords(commands, Format.class);
        registerWords(commands, LabelFilter.class);
        registerWords(commands, CompletionCommand.Shell.class);
    }

    private static <E extends Enum<E>> void registerWords(CommandLine commands, Class<E> type) {
        commands.registerConverter(
                type,
                text -> Arrays.stream(type.getEnumConstants())
                        .filter(constant -> constant.name().equalsIgnoreCase(text.strip()))
                        .findFirst()
                        .orElseThrow(() -> new TypeConversionException("expected "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(" or ")))));
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text.strip());
        } catch (DateTimeException e) {
            throw new TypeConversionException("expected a time zone such as UTC, Europe/Paris or +02:00");
        }
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
            throw new TypeConversionException("expected a time such as 20ms, or a range such as 5ms..2s");
        }
    }

    private static Charset encoding(String name) {
        try {
            return Charset.forName(name.strip());
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("expected the name of an encoding, such as windows-1252 or Shift_JIS");
        }
    }

    private static <N extends Number> N wholeNumber(String text, Function<String, N> parse) {
        try {
            return parse.apply(text.strip());
        } catch (NumberFormatException e) {
            throw new TypeConversionException("expected a whole number");
        }
    }
}
