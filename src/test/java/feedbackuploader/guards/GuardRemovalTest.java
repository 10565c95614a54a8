package feedbackuploader.guards;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each guard of the promise is taken out of the program, one at a time, and a test turns red for it. */
@Tag("long")
class GuardRemovalTest {

    @ParameterizedTest
    @MethodSource("guards")
    void a_test_turns_red_without(Guard guard, @TempDir Path folder) throws Exception {
        List<String> red = Weakened.by(guard, folder).redTests(guard.tests());

        System.out.println(
                guard + ": " + red.size() + " red, " + red.stream().findFirst().orElse("none"));
        assertThat(red).isNotEmpty();
    }

    static List<Guard> guards() {
        return List.of(
                new Guard(
                        "a row that leaves before its intent is on the disk",
                        "ledger/Outbox.java",
                        "        change(claim, fresh.size());\n",
                        "",
                        "ledger.OutboxTest"),
                new Guard(
                        "rows that a killed run left on their way and the next one sends again",
                        "ledger/Ledger.java",
                        "SET state = 'ambiguous', attempts = attempts + 1, reason = ?",
                        "SET state = 'planned', attempts = attempts + 1, reason = ?",
                        "ledger.RecoveryTest"),
                new Guard(
                        "sending on when the ledger cannot be written",
                        "delivery/Delivery.java",
                        "            if (isCommitDue()) {\n                commit();",
                        "            if (isCommitDue()) {\n                try { commit(); } catch (LedgerException e) { uncommitted.clear(); }",
                        "delivery.LedgerFaultTest",
                        "delivery.DeliveryTest"),
                new Guard(
                        "two programs at work on one ledger",
                        "ledger/Opening.java",
                        "RunLock lock = RunLock.acquire(folder);\n        @Nullable Database database = null;",
                        "RunLock lock = RunLock.acquire(folder.resolve(String.valueOf(System.nanoTime())));"
                                + " @Nullable Database database = null;",
                        "ledger.RunLockTest",
                        "ledger.OpeningTest"),
                new Guard(
                        "a ledger that lost what was sent and is begun again",
                        "ledger/Opening.java",
                        "if (!Guard.isUnsent(file(folder)))",
                        "if (file(folder).toString().isEmpty())",
                        "ledger.GuardTest",
                        "ledger.UnsentLedgerTest"),
                new Guard(
                        "a claim on the disk while the seal says that nothing was ever sent",
                        "ledger/Outbox.java",
                        "            database.allowSending();\n",
                        "",
                        "ledger.GuardTest",
                        "ledger.UnsentLedgerTest"),
                new Guard(
                        "sendings of a row that each round counts anew",
                        "delivery/Attempt.java",
                        "new Attempt(claim, 0, claim.sends() + 1, 1, progress)",
                        "new Attempt(claim, 0, 1, 1, progress)",
                        "delivery.DeliveryTest"),
                new Guard(
                        "a ledger that lost what it knew",
                        "ledger/Opening.java",
                        "            database.requireSeal();\n",
                        "",
                        "ledger.GuardTest",
                        "ledger.LegalStatesTest"),
                new Guard(
                        "a report on another target that is heeded here",
                        "upload/KnownRuns.java",
                        "name == null || target == null || name.isAt(target, project, kind)",
                        "name == null || target == null || !target.isEmpty()",
                        "upload.ReportAtTargetTest"),
                new Guard(
                        "a report that is believed although its ledger knows more",
                        "upload/KnownRuns.java",
                        "held == null ? Standing.NOT_TOLD",
                        "held != null || row >= 0 ? Standing.NOT_TOLD",
                        "upload.StaleReportTest"),
                new Guard(
                        "a killed run that leaves the reports of the run before",
                        "upload/Upload.java",
                        "        EarlierReports.outdate(request, startedAt, listener);\n",
                        "",
                        "upload.OutOfDateTest"),
                new Guard(
                        "rows that someone is mending, overwritten by the next report",
                        "report/Report.java",
                        "List<Path> kept = ReportFiles.keepEdited(folder);",
                        "List<Path> kept = List.of();",
                        "report.ReportTest"),
                new Guard(
                        "row numbers alone in the place of a whole report",
                        "report/Report.java",
                        "Path byNumber = ReportFiles.byNumber(folder);",
                        "Path byNumber = new ReportFiles(folder, Format.CSV).results();",
                        "report.ReportTest"),
                new Guard(
                        "of rows that are the same, one left out on account of the very run that the file is a report of",
                        "ledger/Recall.java",
                        "for (String ledger : but) {",
                        "for (String ledger : Set.<String>of()) {",
                        "upload.WorkingCopyTest"),
                new Guard(
                        "a row left out that may be on the server, with exit code 0",
                        "upload/ExitStatus.java",
                        " + counts.skippedInDoubt() > 0",
                        " > 0",
                        "upload.ReportAtTargetTest"),
                new Guard(
                        "the rows of another target taken for this one's",
                        "ledger/About.java",
                        "!heldTarget.equals(owner.target()) && mayHaveReachedItsTarget()",
                        "heldTarget.isEmpty()",
                        "ledger.OpeningTest"),
                new Guard(
                        "settling before the server must be done, by this computer's clock",
                        "delivery/Quiet.java",
                        "long here = untilNanos - time.nanos();",
                        "long here = 0;",
                        "delivery.QuietTest",
                        "delivery.SettlingTest"),
                new Guard(
                        "settling before the server must be done, by its own clock",
                        "delivery/Quiet.java",
                        "Math.max(here, Nanos.of(Duration.between(there, untilServer)))",
                        "here",
                        "delivery.QuietTest",
                        "delivery.SettlingTest"),
                new Guard(
                        "a wait for a server's clock that is as long as that clock says",
                        "delivery/Quiet.java",
                        "return Math.min(nanosLeftByClocks(time, serverClock), giveUpNanos - time.nanos());",
                        "return nanosLeftByClocks(time, serverClock);",
                        "delivery.QuietTest",
                        "delivery.SettlingTest"),
                new Guard(
                        "rows that a server whose clock was set does not show yet, taken for absent",
                        "delivery/Quiet.java",
                        "return nanosLeftByClocks(time, serverClock) <= 0;",
                        "return nanosLeft(time, serverClock) <= 0;",
                        "delivery.QuietTest",
                        "delivery.SettlingTest"),
                new Guard(
                        "rows that a server dates before they were sent, taken for absent",
                        "delivery/Settling.java",
                        "instanceof Verdict.Absent && serverClock.wasSetBack()",
                        "instanceof Verdict.Absent && serverClock == null",
                        "delivery.SettlingTest"),
                new Guard(
                        "a delivery that waits though nothing would ever wake it",
                        "delivery/Delivery.java",
                        "end(Stalled.sending(throttle.permits()));",
                        "",
                        "delivery.DeliveryEndsTest"),
                new Guard(
                        "a delivery that waits for a request that never comes to its end",
                        "delivery/Delivery.java",
                        "long wait = inFlight.nanosToOverdue(now);",
                        "long wait = Long.MAX_VALUE - inFlight.size();",
                        "delivery.DeliveryEndsTest"),
                new Guard(
                        "a settling that waits for a read-back that never comes to its end",
                        "delivery/Settling.java",
                        "long wait = inFlight.nanosToOverdue(time.nanos());",
                        "long wait = Long.MAX_VALUE;",
                        "delivery.SettlingTest"),
                new Guard(
                        "a read-back that was asked for too early",
                        "delivery/Settling.java",
                        "if (askedInQuiet && quiet",
                        "if (quiet",
                        "delivery.SettlingTest"),
                new Guard(
                        "the feedback of other rows taken for a row's own",
                        "delivery/Listing.java",
                        "!suspects.isOwned(sighting.id())",
                        "!sighting.id().isEmpty()",
                        "delivery.SettlingTest",
                        "delivery.SettlementModelTest"),
                new Guard(
                        "a server that shows nothing, taken for one that recorded nothing",
                        "delivery/Controls.java",
                        "missing.containsKey(sort) || reachesTo.containsKey(sort) ? missing.get(sort) : hidden.get(sort)",
                        "null",
                        "delivery.SettlingTest"),
                new Guard(
                        "a row that is shown otherwise, taken for one that is not there",
                        "delivery/Settlement.java",
                        "(isYounger && isStray) || ",
                        "",
                        "delivery.SettlementTest",
                        "delivery.ShownOtherwiseTest"),
                new Guard(
                        "an empty list believed of a server that has not shown anything yet",
                        "delivery/Evidence.java",
                        "return whyUnproved;",
                        "return null;",
                        "delivery.SettlementTest",
                        "delivery.SettlingTest"),
                new Guard(
                        "an empty list believed of a server that may show rows late",
                        "delivery/Evidence.java",
                        "!reachesTo.isBefore(lastClaimedAt.minus(Settling.LONGEST_LAG))",
                        "true",
                        "delivery.SettlementTest"),
                new Guard(
                        "an exact match believed of a server that is known to show things otherwise",
                        "delivery/Controls.java",
                        "inexact.add(trace.kind());",
                        "",
                        "delivery.ControlsTest"),
                new Guard(
                        "a list that is cut off, taken for all there is",
                        "delivery/Listing.java",
                        "if (shown < recorded)",
                        "if (shown < 0)",
                        "delivery.SettlingTest",
                        "delivery.ShownOtherwiseTest"),
                new Guard(
                        "a list as long as a page, taken for all there is",
                        "delivery/Listing.java",
                        "return isLikeAPage(all.size()) &&",
                        "return all.size() < 0 &&",
                        "delivery.SettlingTest",
                        "delivery.ShownOtherwiseTest"),
                new Guard(
                        "rows on their way together that a read-back cannot tell apart",
                        "ledger/LookAlikes.java",
                        "(!alike.body.equals(",
                        "(alike.body.isEmpty() && !alike.body.equals(",
                        "ledger.LookAlikesTest"),
                new Guard(
                        "someone else's feedback counted as a row's own",
                        "delivery/Settlement.java",
                        "found.size() > sendings)",
                        "found.size() > sendings + 1_000)",
                        "delivery.SettlementTest"),
                new Guard(
                        "rows that differ in what the server does not show, told apart by guessing",
                        "delivery/Settlement.java",
                        "!found.isEmpty() && found.size() < sendings && !areIdentical()",
                        "found.size() > 1_000",
                        "delivery.SettlementTest"),
                new Guard(
                        "older feedback taken for a row's own",
                        "delivery/Settlement.java",
                        "&& !sighting.createdAt().isBefore(since.minus(CLOCK_SKEW))",
                        "",
                        "delivery.SettlementTest"),
                new Guard(
                        "an outage that turns every row into an unknown one",
                        "delivery/OutageWatch.java",
                        "ambiguousInARow++;",
                        "",
                        "delivery.DeliveryTest",
                        "upload.RoundsTest"),
                new Guard(
                        "rows given up after an interrupt and taken for not sent",
                        "delivery/Delivery.java",
                        "conclude(attempt, new Outcome.Ambiguous(null, why));",
                        "conclude(attempt, new Outcome.NotSent(why));",
                        "delivery.DeliveryTest"),
                new Guard(
                        "a request that ended in an unforeseen way and is taken for not sent",
                        "delivery/Delivery.java",
                        "new Outcome.Ambiguous(null, \"the request ended in an unforeseen way: \" + bug)",
                        "new Outcome.NotSent(\"the request ended in an unforeseen way: \" + bug)",
                        "delivery.DeliveryTest"),
                new Guard(
                        "a request that left whole and is taken for not sent",
                        "adaptive/SealablePublisher.java",
                        "handedOver < body.length",
                        "handedOver <= body.length",
                        "adaptive.SealablePublisherTest",
                        "adaptive.WireFaultTest"),
                new Guard(
                        "bytes that leave after they were counted",
                        "adaptive/SealablePublisher.java",
                        "if (sealed || finished || demand == 0 || size == 0)",
                        "if (finished || demand == 0 || size == 0)",
                        "adaptive.SealablePublisherTest"),
                new Guard(
                        "a request that left twice and is taken for not sent",
                        "adaptive/FaultClassifier.java",
                        "fault.subscriptions() > 1",
                        "fault.subscriptions() > 1_000",
                        "adaptive.FaultClassifierTest"),
                new Guard(
                        "an answer whose status came and that is taken for none",
                        "adaptive/CappedBody.java",
                        "        head = info;\n",
                        "",
                        "adaptive.WireFaultTest",
                        "adaptive.CutAnswerTest"),
                new Guard(
                        "an endless answer",
                        "adaptive/CappedBody.java",
                        "Math.min(buffer.remaining(), cap - kept.size())",
                        "buffer.remaining()",
                        "adaptive.CappedBodyTest"),
                new Guard(
                        "a redirect that takes the key along",
                        "adaptive/AdaptiveClient.java",
                        "HttpClient.Redirect.NEVER",
                        "HttpClient.Redirect.ALWAYS",
                        "adaptive.AnswerTableTest",
                        "adaptive.SecretsTest"),
                new Guard(
                        "rows that a redirect did not take and that are refused one by one",
                        "adaptive/AnswerClassifier.java",
                        "HttpStatus.isRedirect(status)",
                        "HttpStatus.isRedirect(-status)",
                        "adaptive.AnswerTableTest"),
                new Guard(
                        "a 408 that is taken for a refusal",
                        "adaptive/AnswerClassifier.java",
                        "case HttpStatus.REQUEST_TIMEOUT -> ambiguous(answer);",
                        "case HttpStatus.REQUEST_TIMEOUT -> rejected(answer);",
                        "adaptive.AnswerTableTest"),
                new Guard(
                        "a success without an id taken for recorded",
                        "adaptive/AnswerClassifier.java",
                        "id.isTextual() && !id.textValue().isBlank() && !answer.tellsOfErrors()",
                        "true",
                        "adaptive.AnswerTableTest"),
                new Guard(
                        "an id beside an error taken for recorded",
                        "adaptive/AnswerClassifier.java",
                        "&& !answer.tellsOfErrors()",
                        "",
                        "adaptive.AnswerTableTest"),
                new Guard(
                        "an answer without an id, not shown, and sent again",
                        "ledger/State.java",
                        "        if (outcome instanceof Outcome.Unconfirmed) {\n            return UNKNOWN;\n        }\n",
                        "",
                        "ledger.SuspectsTest",
                        "upload.RoundsTest"),
                new Guard(
                        "rows beside an accepted one that is not shown, sent again",
                        "delivery/Settlement.java",
                        "rows.stream().anyMatch(Suspect::isAccepted)",
                        "rows.isEmpty()",
                        "delivery.SettlementTest"),
                new Guard(
                        "the mark of an accepted row lost when it is sent in spite of the doubt",
                        "ledger/Outbox.java",
                        "CASE if_absent WHEN 'unknown' THEN if_absent ELSE ?7 END",
                        "?7",
                        "ledger.SuspectsTest"),
                new Guard(
                        "the mark of an accepted row lost by a kill",
                        "ledger/Ledger.java",
                        "CASE if_absent WHEN 'unknown' THEN if_absent END",
                        "NULL",
                        "ledger.SuspectsTest"),
                new Guard(
                        "ten thousand rows to a service that is no Adaptive Engine",
                        "delivery/OutageWatch.java",
                        "withoutAnyId += unconfirmed.isFromAnEngine() ? 0 : 1;",
                        "",
                        "delivery.AnswersWithoutIdTest",
                        "upload.RoundsTest"),
                new Guard(
                        "a row behind a login page that came up in the middle of a run, taken for not sent",
                        "adaptive/AnswerClassifier.java",
                        "mayHideARecord(answer) ? leavingTheRowOpen(elsewhere.get()) : elsewhere.get()",
                        "elsewhere.get()",
                        "adaptive.AnswerTableTest"),
                new Guard(
                        "a row that a stop leaves open, planned all the same",
                        "ledger/State.java",
                        "outcome instanceof Outcome.Stopped stopped && stopped.mayBeRecorded()",
                        "outcome instanceof Outcome.Stopped stopped && stopped.reason().isEmpty()",
                        "ledger.OutboxTest"),
                new Guard(
                        "a 503 of a gateway taken for not processed",
                        "adaptive/AnswerClassifier.java",
                        "&& !Intermediary.mayHaveWritten(answer)",
                        "",
                        "adaptive.AnswerTableTest"),
                new Guard(
                        "a 503 that took long taken for not processed",
                        "adaptive/AnswerClassifier.java",
                        "took.compareTo(SHEDS_LOAD_WITHIN) < 0",
                        "!took.isNegative()",
                        "adaptive.AnswerTableTest"),
                new Guard(
                        "a refusal of a row that was sent before, taken for the last word",
                        "ledger/Outbox.java",
                        "CASE WHEN doubt + denied > 0 THEN ?6 ELSE ?1 END",
                        "CASE WHEN doubt + denied > 0 THEN ?1 ELSE ?1 END",
                        "ledger.SuspectsTest"),
                new Guard(
                        "HttpClient that sends a POST again on its own",
                        "adaptive/HttpClientProperties.java",
                        "System.setProperty(RETRY_POST, \"false\");",
                        "",
                        "adaptive.HttpClientPropertiesTest"),
                new Guard(
                        "the key in what the server's words repeat",
                        "adaptive/SafeText.java",
                        "        blots.add(new Blot(SecretPattern.of(deployment.key().secret()), \"[key]\"));",
                        "",
                        "adaptive.SecretsTest"),
                new Guard(
                        "the key in clear over a network",
                        "adaptive/Address.java",
                        "return host.equals(\"localhost\") || LOOPBACK_V4.matcher(host).matches();",
                        "return true;",
                        "adaptive.AddressTest"),
                new Guard(
                        "a password in the URL",
                        "adaptive/Address.java",
                        "authority.contains(\"@\")",
                        "authority.isEmpty()",
                        "adaptive.AddressTest"),
                new Guard(
                        "rows that were sent from another file before",
                        "upload/RowMemory.java",
                        "                        open = found;",
                        "listener.notice(words.stopped(found));",
                        "upload.RowMemoryTest"),
                new Guard(
                        "rows that another run is about to send",
                        "ledger/Memory.java",
                        "if (recall.isOutdated()) {",
                        "if (recall.isOutdated() && isNew && !isNew) {",
                        "upload.RowMemoryTest"),
                new Guard(
                        "rows that are planned and not noted before the first one leaves",
                        "ledger/Memory.java",
                        "\"INSERT INTO memory.sent SELECT subject, digest, ?, n FROM temp.wanted WHERE n > 0\" + ADD, source",
                        "\"INSERT INTO memory.sent SELECT subject, digest, ?, n FROM temp.wanted WHERE n < 0\" + ADD, source",
                        "upload.RowMemoryTest"),
                new Guard(
                        "preferences that may be in another project and are sent to this one",
                        "ledger/About.java",
                        "if (open > 0) {",
                        "if (open > 1_000) {",
                        "upload.RowMemoryTest"),
                new Guard(
                        "a row of which it cannot be told whether the server has it",
                        "delivery/Existing.java",
                        "hidden.add(new Hidden(reply.question().group(), nothing.why()));",
                        "showsSomething = true;",
                        "upload.ExistingRowsTest"),
                new Guard(
                        "feedback that another row owns, taken for one that the server has already",
                        "delivery/Existing.java",
                        "if (!candidates.isOwned(sighting.id())) {",
                        "if (!sighting.id().isEmpty()) {",
                        "upload.ExistingRowsTest"),
                new Guard(
                        "one piece of the server's feedback that accounts for several rows",
                        "delivery/Existing.java",
                        "                sightings.remove(sighting);\n",
                        "",
                        "upload.ExistingRowsTest"),
                new Guard(
                        "an older copy of a run folder taken for the one that knows",
                        "ledger/Memory.java",
                        "WHERE id = ?\", source) > commits()",
                        "WHERE id = ?\", source) > commits() + 1_000_000",
                        "upload.RowMemoryTest"),
                new Guard(
                        "a recorded file sent again in other words by other options",
                        "upload/Planner.java",
                        "sameBytes\n                            ? Math.min(",
                        "sameBytes && !sameBytes ? Math.min(",
                        "upload.RowMemoryTest"),
                new Guard(
                        "rows that a killed run did not send, taken for sent",
                        "ledger/Memory.java",
                        "copyAbsent(other.database());",
                        "makeAbsent();",
                        "upload.RowMemoryTest"),
                new Guard(
                        "an input that changed under the report",
                        "report/Report.java",
                        "!source.sha256().equals(plan.sha256())",
                        "source.sha256().isEmpty()",
                        "report.ReportTest"),
                new Guard(
                        "a regular expression that takes for ever",
                        "mapping/Regex.java",
                        "import com.google.re2j.Matcher;\nimport com.google.re2j.Pattern;\nimport com.google.re2j.Pattern",
                        "import java.util.regex.Matcher;\nimport java.util.regex.Pattern;\nimport java.util.regex.Pattern",
                        "mapping.RegexTest"),
                new Guard(
                        "a regular expression that fills the memory",
                        "mapping/Regex.java",
                        "if (size(text) > LARGEST)",
                        "if (text.length() > 10 * LARGEST)",
                        "mapping.RegexTest"),
                new Guard(
                        "a web page that reads a sandbox by a name of its own",
                        "sandbox/Router.java",
                        "!hosts.hasOurs(exchange.getRequestHeaders().get(\"Host\"))",
                        "authorization.isEmpty()",
                        "sandbox.SandboxRoutesTest"),
                new Guard(
                        "what a sandbox recorded, shown to those without its key",
                        "sandbox/Route.java",
                        "\"/sandbox/feedback\", true",
                        "\"/sandbox/feedback\", false",
                        "sandbox.SandboxRoutesTest"),
                new Guard(
                        "a link planted in a run folder, and the file it leads to",
                        "ledger/OwnFolder.java",
                        "if (found.isSymbolicLink()) {",
                        "if (found.isSymbolicLink() && found.isDirectory()) {",
                        "ledger.OwnFolderTest"),
                new Guard(
                        "a hard link planted in a run folder",
                        "ledger/OwnFolder.java",
                        "links(entry) > 1)",
                        "links(entry) > 1_000)",
                        "ledger.OwnFolderTest"),
                new Guard(
                        "a run folder that others can write to",
                        "ledger/OwnFolder.java",
                        "Files.setPosixFilePermissions(folder, PRIVATE);",
                        "",
                        "ledger.OwnFolderTest"),
                new Guard(
                        "a link that takes a file's place while a run begins",
                        "ledger/PrivateFiles.java",
                        "        all.add(LinkOption.NOFOLLOW_LINKS);\n",
                        "",
                        "ledger.OwnFolderTest"),
                new Guard(
                        "a workbook whose elements fill the memory",
                        "input/Xml.java",
                        "++depth > DEEPEST",
                        "++depth > 1_000_000_000",
                        "input.StrangeWorkbookTest"),
                new Guard(
                        "a workbook whose namespaces take for ever",
                        "input/ShortTags.java",
                        "sinceTag > LONGEST_TAG)",
                        "sinceTag > LONGEST_TEXT)",
                        "input.StrangeWorkbookTest"),
                new Guard(
                        "the temporary files of a running process taken for those of a dead one",
                        "ledger/LiveFile.java",
                        "if (channel.tryLock() != null) {",
                        "if (channel.isOpen()) {",
                        "cli.TemporaryFolderTest"),
                new Guard(
                        "a half-written report",
                        "report/AtomicFile.java",
                        "this.beside = place.resolveSibling(\".\" + place.getFileName() + \".part\");",
                        "this.beside = place;",
                        "report.AtomicFileTest",
                        "upload.UploadTest"));
    }
}
