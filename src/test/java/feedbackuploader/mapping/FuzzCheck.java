package feedbackuploader.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.CompletionRef;
import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.MetricFeedback;
import feedbackuploader.feedback.PreferenceFeedback;
import feedbackuploader.feedback.Value;
import feedbackuploader.input.BytesInMemory;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.InputException;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowSource;
import feedbackuploader.support.Place;
import feedbackuploader.support.Problem;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** Takes one input through reader and mapping, and fails when anything about it is not as it must be. */
final class FuzzCheck {

    private static final String NAME = "f.csv";

    private static final Pattern OF_FILE =
            Pattern.compile("f\\.csv(?: row \\d+(?: \\(line \\d+\\))?)?: found .+; expected .+\\..*");

    private static final Pattern OF_ROW = Pattern.compile(
            "f\\.csv row [1-9]\\d*(?: \\(line [1-9]\\d*\\))?(?:: |, column \".*?\": )found .+; expected .+\\..*");

    private static final Pattern HARMFUL = Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069\\u2028\\u2029]");

    private static final int LONGEST = 5_000;

    private int read;
    private int refusedByReader;
    private int refusedByMapping;
    private long valid;
    private long problems;
    private long skipped;

    void ends(FuzzInput input) throws IOException {
        try (RowSource source = BytesInMemory.open(input.file, NAME, input.reading)) {
            Mapper mapper = Mapper.over(source, input.mapping, input.catalogue);
            long last = 0;
            for (Row row = source.next(); row != null; row = source.next()) {
                that(row.number() > last, "row after " + last, row);
                that(
                        !(row instanceof CsvRow csv)
                                || csv.cells().size() == source.columns().size(),
                        "cells",
                        row);
                last = row.number();
                List<Mapped> pieces = mapper.map(row, TellingNothing.INSTANCE);
                that(!pieces.isEmpty(), "pieces", row);
                Place place = new Place(NAME, row.number(), row.line());
                pieces.forEach(piece -> check(piece, place));
            }
            that(source.sha256().length() == 64, "fingerprint", source.sha256());
            mapper.notices().forEach(FuzzCheck::checkSentence);
            mapper.fields().forEach(field -> field.columns().forEach(FuzzCheck::checkName));
            mapper.notUploaded().forEach(FuzzCheck::checkName);
            read++;
        } catch (InputException e) {
            String message = String.valueOf(e.getMessage());
            checkSentence(message);
            that(OF_FILE.matcher(message).matches(), "a refusal with its place", message);
            refusedByReader++;
        } catch (MappingException e) {
            checkSentence(String.valueOf(e.getMessage()));
            refusedByMapping++;
        }
    }

    void assertThatEveryOutcomeWasSeen(int inputs) {
        assertThat(read).as("files that were read").isGreaterThan(inputs / 4);
        assertThat(refusedByReader).as("files that the reader refused").isGreaterThan(inputs / 50);
        assertThat(refusedByMapping).as("files that the mapping refused").isGreaterThan(inputs / 50);
        assertThat(valid).as("pieces of feedback").isGreaterThan(inputs / 10);
        assertThat(problems).as("problems").isGreaterThan(inputs);
        assertThat(skipped).as("rows left out").isGreaterThan(inputs / 100);
    }

    @Override
    public String toString() {
        return String.format(
                "%,d read, %,d refused by the reader, %,d by the mapping; %,d pieces of feedback, %,d problems, %,d left"
                        + " out",
                read, refusedByReader, refusedByMapping, valid, problems, skipped);
    }

    private void check(Mapped piece, Place place) {
        if (piece instanceof Mapped.Valid one) {
            valid++;
            checkSendable(one.feedback());
        } else if (piece instanceof Mapped.Skipped one) {
            skipped++;
            checkSentence(one.reason());
        } else if (piece instanceof Mapped.Invalid one) {
            that(!one.problems().isEmpty(), "a problem", piece);
            for (Problem problem : one.problems()) {
                problems++;
                String told = place.describe(problem);
                checkSentence(told);
                that(OF_ROW.matcher(told).matches(), "a problem with its place", told);
            }
        }
    }

    private static void checkSentence(String told) {
        that(!told.isBlank(), "a sentence", told);
        checkName(told);
        that(!told.contains("Exception") && !told.contains("feedbackuploader."), "a sentence of our own", told);
    }

    private static void checkName(String shown) {
        that(shown.length() < LONGEST, "what a person reads", shown);
        that(!HARMFUL.matcher(shown).find(), "what is safe to print", shown);
    }

    private static void checkSendable(Feedback feedback) {
        that(!java.util.Objects.requireNonNull(feedback.metric()).isBlank(), "a metric", feedback);
        if (feedback instanceof MetricFeedback metric) {
            if (metric.value() instanceof Value.Scalar scalar) {
                that(Double.isFinite(scalar.number().doubleValue()), "a double", feedback);
                that(scalar.toString().length() < 500, "a short number", feedback);
            }
            that(!String.valueOf(metric.details()).contains("\0"), "a text that can be sent", feedback);
        } else if (feedback instanceof PreferenceFeedback preference) {
            that(!preference.preferred().equals(preference.other()), "two completions", feedback);
            if (preference.preferred() instanceof CompletionRef.ByText) {
                that(!preference.messages().isEmpty(), "a prompt", feedback);
            }
        }
    }

    private static void that(boolean holds, String expected, Object found) {
        if (!holds) {
            throw new AssertionError("found " + found + "; expected " + expected);
        }
    }
}
