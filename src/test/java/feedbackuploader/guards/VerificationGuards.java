package feedbackuploader.guards;

import java.util.List;

/** What keeps {@code verify} from calling something there that was not read. */
final class VerificationGuards {

    private static final String VERIFICATION = "delivery/Verification.java";
    private static final String TABLE = "delivery.VerificationTest";

    private VerificationGuards() {}

    static List<Guard> all() {
        return List.of(
                new Guard(
                        "what is not shown, and passes for compared",
                        VERIFICATION,
                        "notCompared.addAll(Difference.notCompared(piece, shown));",
                        "",
                        "cli.VerifyTest"),
                new Guard(
                        "what is hidden, taken for there",
                        VERIFICATION,
                        "sink.take(piece, new Verdict(Verified.NOT_READ_BACK, hidden.why()));",
                        "sink.take(piece, new Verdict(Verified.RECORDED, null));",
                        TABLE),
                new Guard(
                        "feedback of someone else, taken for ours",
                        VERIFICATION,
                        "return piece.uploadId() != null && shownByOurIds.contains(Sort.of(piece));",
                        "return false;",
                        TABLE),
                new Guard(
                        "one shown piece that stands for two",
                        VERIFICATION,
                        "                left.remove(match.get());\n",
                        "",
                        TABLE),
                new Guard(
                        "another value that is not said",
                        VERIFICATION,
                        "difference == null ? Verified.RECORDED : Verified.CHANGED",
                        "Verified.RECORDED",
                        TABLE),
                new Guard(
                        "a server that shows nothing and ends as if all were there",
                        VERIFICATION,
                        "if (reachesTo.isEmpty() && inVain > 0) {",
                        "if (false) {",
                        TABLE),
                new Guard(
                        "a first page, taken for all there is",
                        VERIFICATION,
                        "if (Listing.isLikeAPage(listed)) {",
                        "if (false) {",
                        TABLE),
                new Guard(
                        "what may be shown later, called gone",
                        VERIFICATION,
                        "&& now.isBefore(piece.recordedAt().plus(Reconciler.LONGEST_LAG));",
                        "&& false;",
                        TABLE),
                new Guard(
                        "another text of a completion that is not said",
                        "delivery/Difference.java",
                        "!one.text().equals(other.text()));",
                        "false);",
                        "delivery.DifferenceTest"),
                new Guard(
                        "another date that is not said",
                        "delivery/Difference.java",
                        "toTheSecond(shown.createdAt()), sent.datedAt() != null);",
                        "toTheSecond(shown.createdAt()), false);",
                        "delivery.DifferenceTest"),
                new Guard(
                        "an exit code of 0 although some of it was not read back",
                        "cli/VerifiedPieces.java",
                        "} else if (count(Verified.NOT_READ_BACK) > 0) {",
                        "} else if (false) {",
                        "cli.VerifiedPiecesTest"),
                new Guard(
                        "a completion in an unknown format, taken for one that is shown",
                        "adaptive/ReadBackReader.java",
                        "|| !(isWhole || isPlain)) {",
                        "|| false) {",
                        "adaptive.ReadBackTest"));
    }
}
