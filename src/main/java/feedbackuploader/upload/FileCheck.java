package feedbackuploader.upload;

import feedbackuploader.feedback.Project;
import feedbackuploader.input.InputFile;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.mapping.MappingOptions;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A check of a whole file without a server.
 */
public record FileCheck(Survey survey, FileReading reading) {

    /**
     * @param project for the bodies that are shown; null when it is not known
     * @param also hears of every row as well
     * @param interrupted asked before each row; ends the check with an InterruptedException
     * @throws UnusableException when the file as a whole cannot be read or mapped; rows may have reached {@code also}
     */
    public static FileCheck of(
            InputFile input,
            MappingOptions options,
            @Nullable Project project,
            List<? extends FileReading.Sink> also,
            BooleanSupplier interrupted)
            throws UnusableException, LedgerException, InterruptedException {
        if (also.isEmpty()) { // others could not forget what a trial showed them
            Surveyor surveyor = new Surveyor(input.path(), project);
            Repetitions repetitions = new Repetitions();
            Optional<FileReading> tried =
                    FileReading.onTrial(input, options, KnownRuns.anywhere(), surveyor.and(repetitions), interrupted);
            if (tried.isPresent()) {
                return of(surveyor, repetitions, tried.get());
            }
        }
        Surveyor surveyor = new Surveyor(input.path(), project);
        Repetitions repetitions = new Repetitions();
        FileReading.Sink sink = surveyor.and(repetitions);
        for (FileReading.Sink one : also) {
            sink = sink.and(one);
        }
        return of(surveyor, repetitions, FileReading.of(input, options, null, KnownRuns.anywhere(), sink, interrupted));
    }

    private static FileCheck of(Surveyor surveyor, Repetitions repetitions, FileReading read) {
        Survey survey = surveyor.survey(read);
        for (String sentence : repetitions.sentences()) {
            survey = survey.withNotice(sentence);
        }
        return new FileCheck(survey, read);
    }
}
