package feedbackuploader.upload;

import feedbackuploader.delivery.DeliveryOptions;
import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.Interaction;
import feedbackuploader.feedback.Project;
import feedbackuploader.feedback.RowKey;
import feedbackuploader.feedback.Shard;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.InputOptions;
import feedbackuploader.ledger.DuplicatePolicy;
import feedbackuploader.ledger.SameText;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.server.Bodies;
import feedbackuploader.server.Submission;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One file to upload, and how.
 *
 * @param file by its absolute path
 * @param folder made when it is missing
 * @param target what the ledger belongs to: the deployment's root URL, or a word for a stand-in
 * @param settleWait how long after its last sending a row can still become recorded: the server's slowest request
 * @param dryRun everything but the sending
 * @param resendUnknown send again what an earlier run could not settle: the user's decision, since it may be there
 * @param adopt go on with a run folder of another target or project, since this is the same one by another name
 * @param idCheck of which completions to ask whether they exist, before any row is sent
 * @param skipExisting look for each row on the server before any is sent
 * @param memory the file of the memory of sent rows; null to neither look nor remember
 * @param sameText what interactions of the same text are; null as long as the user has not said
 * @param labelled whether each interaction gets the label that it is found again by
 * @param first the number of rows at the beginning of the file that this run may send; null for all
 * @param shard the part of the file's feedback to upload; null for all of it
 * @param page whether a report to look at is written, and what it shows
 */
public record UploadRequest(
        InputFile file,
        RunFolder folder,
        String target,
        @Nullable Project project,
        MappingOptions mapping,
        DuplicatePolicy duplicates,
        ErrorLimit errorLimit,
        DeliveryOptions delivery,
        Duration settleWait,
        boolean dryRun,
        boolean resendUnknown,
        boolean adopt,
        IdCheck idCheck,
        boolean skipExisting,
        @Nullable Path memory,
        KnownRows knownRows,
        @Nullable SameText sameText,
        boolean labelled,
        @Nullable Long first,
        @Nullable Shard shard,
        PageOptions page) {

    Path input() {
        return file.path();
    }

    InputOptions reading() {
        return file.options();
    }

    /** The identity of {@code feedback}: of interactions that are one for the same text, that alone. */
    public static RowKey keyOf(Feedback feedback) {
        return Bodies.keyOf(identityOf(feedback));
    }

    /** The same, when its {@code submission} is there. */
    static RowKey keyOf(Feedback feedback, Submission submission) {
        return Bodies.keyOf(identityOf(feedback), submission);
    }

    private static Feedback identityOf(Feedback feedback) {
        return feedback instanceof Interaction interaction ? interaction.text() : feedback;
    }

    @Nullable
    String projectKey() {
        return project == null ? null : project.key();
    }

    /** The key of the project, if it was given under this name. */
    @Nullable
    String keyNamed(Project.Naming naming) {
        return project == null || project.naming() != naming ? null : project.key();
    }
}
