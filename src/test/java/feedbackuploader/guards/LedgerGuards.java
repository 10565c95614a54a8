package feedbackuploader.guards;

import java.util.List;

/** What keeps the record of what was sent whole and obeyed. */
final class LedgerGuards {

    private LedgerGuards() {}

    static List<Guard> all() {
        return List.of(
                new Guard(
                        "a transition that the state machine does not allow, written by some statement",
                        "ledger/LedgerOpener.java",
                        "            Transitions.enforce(database);\n",
                        "",
                        "ledger.StateTest"),
                new Guard(
                        "a row that leaves before its intent is on the disk",
                        "ledger/Outbox.java",
                        """
                                database.updateExactly(
                                        fresh.size(),
                                        claim,
                                        Columns.millis(now.earliest()),
                                        before,
                                        lastTaken,
                                        generation,
                                        heldBack.toString());
                        """,
                        "",
                        "ledger.OutboxTest"),
                new Guard(
                        "a row that was fixed and recorded in the file and is sent from the rows to fix with another value",
                        "ledger/Recall.java",
                        "        FixedHere.collect(database, generation, deployment);\n",
                        "",
                        "upload.WorkingCopyTest"),
                new Guard(
                        "a row that still fails in the file and is taken for one that was fixed there",
                        "ledger/FixedHere.java",
                        "generation, \"-n\", \"?2\"",
                        "generation, \"0\", \"?2\"",
                        "upload.WorkingCopyTest"),
                new Guard(
                        "feedback of the other kind that nobody asked to send",
                        "ledger/OtherKind.java",
                        "CASE state WHEN 'planned' THEN 'skipped' ELSE state END",
                        "state",
                        "upload.TwoKindsTest"),
                new Guard(
                        "refused feedback of the other kind that is sent again unasked",
                        "ledger/Ledger.java",
                        "\"state = 'rejected' AND \" + OtherKind.IS_OWN",
                        "\"state = 'rejected'\"",
                        "upload.TwoKindsTest"),
                new Guard(
                        "rows in other words that are sent when what was sent before is skipped",
                        "upload/RowMemory.java",
                        "return stopIfReworded(run.ledger().about().reworded());",
                        "return null;",
                        "cli.AskingTest"),
                new Guard(
                        "rows that a killed run left on their way and the next one sends again",
                        "ledger/Ledger.java",
                        "SET state = 'ambiguous', attempts = attempts + 1, reason = ?",
                        "SET state = 'planned', attempts = attempts + 1, reason = ?",
                        "ledger.RecoveryTest"),
                new Guard(
                        "two programs at work on one ledger",
                        "ledger/LedgerOpener.java",
                        "RunLock lock = RunLock.acquire(folder);",
                        "RunLock lock = RunLock.acquire(folder.resolve(String.valueOf(System.nanoTime())));",
                        "ledger.RunLockTest",
                        "ledger.LedgerOpenerTest"),
                new Guard(
                        "a ledger that lost what was sent and is begun again",
                        "ledger/LedgerOpener.java",
                        "if (!CommitCounter.isUnsent(file(folder)))",
                        "if (file(folder).toString().isEmpty())",
                        "ledger.CommitCounterTest",
                        "ledger.UnsentLedgerTest"),
                new Guard(
                        "a claim on the disk while the counter says that nothing was ever sent",
                        "ledger/Outbox.java",
                        "            database.allowSending();\n",
                        "",
                        "ledger.CommitCounterTest",
                        "ledger.UnsentLedgerTest"),
                new Guard(
                        "a ledger without the counter that tells whether it is whole",
                        "ledger/CommitCounter.java",
                        "if (commits == MISSING) {",
                        "if (commits < MISSING) {",
                        "ledger.CommitCounterTest"),
                new Guard(
                        "a ledger that lost its latest commits",
                        "ledger/CommitCounter.java",
                        "commitsOf(reader) < commits",
                        "commitsOf(reader) < 0",
                        "ledger.CommitCounterTest",
                        "delivery.LedgerDamageTest"),
                new Guard(
                        "an older copy of a ledger beside the log of the latest run",
                        "ledger/CommitCounter.java",
                        "commitsOf(withoutLog) < commitsInFile",
                        "commitsOf(withoutLog) < 0",
                        "ledger.CommitCounterTest"),
                new Guard(
                        "a damaged ledger",
                        "ledger/CommitCounter.java",
                        "!reader.isSound(\"quick_check(1)\")",
                        "reader.file().toString().isEmpty()",
                        "ledger.CommitCounterTest",
                        "ledger.LedgerOpenerTest"),
                new Guard(
                        "a row that is not known again by its digest, which is damaged, and is sent twice",
                        "ledger/PlanWriter.java",
                        "            requireDigests();\n",
                        "",
                        "delivery.LedgerDamageTest"),
                new Guard(
                        "of rows that are the same, one left out on account of the very run that the file is a report of",
                        "ledger/Recall.java",
                        "for (String ledger : but) {",
                        "for (String ledger : Set.<String>of()) {",
                        "upload.WorkingCopyTest"),
                new Guard(
                        "a row that was recorded from a copy, and is sent once more since it was fixed otherwise",
                        "ledger/FixesOfCopies.java",
                        "x.subject = w.subject",
                        "x.subject = w.subject AND x.subject <> w.subject",
                        "upload.WorkingCopyTest"),
                new Guard(
                        "a row that was not fixed in a copy, skipped on account of one that was",
                        "ledger/Fixes.java",
                        ".map(Deque::poll)",
                        ".map(Deque::peek)",
                        "upload.WorkingCopyTest"),
                new Guard(
                        "a row that another upload could not settle, taken for recorded",
                        "ledger/Recall.java",
                        "doubt = max(doubt, is_in_doubt), ",
                        "doubt = max(doubt, 0 * is_in_doubt), ",
                        "upload.RowMemoryTest"),
                new Guard(
                        "a row that is in doubt for good, whatever the other upload has found out since",
                        "upload/Planner.java",
                        "&& !run.ledger().hasDoubtsOnAccountOfOthers()",
                        "",
                        "upload.RowMemoryTest"),
                new Guard(
                        "rows to fix that are moved away while their own upload is not over",
                        "report/ReportFiles.java",
                        "!isHeld(files.failed(), held) && files",
                        "files",
                        "upload.WorkingCopyTest"),
                new Guard(
                        "one recorded piece that stands for two rows, of which one is never sent",
                        "ledger/Recall.java",
                        "        fixes(deployment).leaveOut();\n",
                        "",
                        "upload.WorkingCopyTest"),
                new Guard(
                        "a row that was fixed otherwise in a copy, sent from the report of its file without a question",
                        "ledger/FixesOfCopies.java",
                        "fixed += collectFixed(asked);",
                        "fixed += asked.length() * 0;",
                        "upload.WorkingCopyTest"),
                new Guard(
                        "the other opinion of a row that was fixed in a copy, never sent",
                        "upload/PlanSink.java",
                        "&& (fix.subjects().contains(Subject.of(feedback)) || plan.wasRefused(key))",
                        "",
                        "upload.TwoKindsTest"),
                new Guard(
                        "a row of the other kind that was fixed in a copy and fails for good",
                        "ledger/PlanChange.java",
                        "kept.keep(database, generation, fixed)",
                        "kept.keep(database, generation, Set.of())",
                        "upload.TwoKindsTest"),
                new Guard(
                        "what the ledger of one shard lacks, taken for not recorded",
                        "upload/KnownRuns.java",
                        "held.isOfShard() ? Standing.NOT_TOLD : ",
                        "",
                        "upload.ShardedUploadTest"),
                new Guard(
                        "copies that fix one row differently, where the row has recorded pieces",
                        "ledger/FixesOfCopies.java",
                        "NOT is_any_planned OR",
                        "NOT is_any_planned OR is_any_planned OR",
                        "cli.MergedCopyTest"),
                new Guard(
                        "a row that may have been recorded from a copy, taken for recorded",
                        "ledger/Fixes.java",
                        "lines.getInt(2) == IN_DOUBT,",
                        "lines.getInt(2) == OPEN,",
                        "upload.WorkingCopyTest"),
                new Guard(
                        "the rows of another target taken for this one's",
                        "ledger/About.java",
                        "!heldTarget.equals(owner.target()) && mayHaveReachedItsTarget()",
                        "heldTarget.isEmpty()",
                        "ledger.LedgerOpenerTest"),
                new Guard(
                        "rows on their way together that a read-back cannot tell apart",
                        "ledger/LookAlikes.java",
                        "(!alike.body.equals(",
                        "(alike.body.isEmpty() && !alike.body.equals(",
                        "ledger.LookAlikesTest"),
                new Guard(
                        "an answer without an id, not shown, and sent again",
                        "ledger/State.java",
                        "        if (outcome instanceof Outcome.Unconfirmed) {\n            return UNKNOWN;\n        }\n",
                        "",
                        "ledger.InDoubtRowsTest",
                        "upload.RoundsWithoutIdTest"),
                new Guard(
                        "the mark of an accepted row lost when it is sent in spite of the doubt",
                        "ledger/AnsweredRows.java",
                        "CASE if_absent WHEN 'unknown' THEN if_absent ELSE ?7 END",
                        "?7",
                        "ledger.InDoubtRowsTest"),
                new Guard(
                        "the mark of an accepted row lost by a kill",
                        "ledger/Ledger.java",
                        "CASE if_absent WHEN 'unknown' THEN if_absent END",
                        "NULL",
                        "ledger.InDoubtRowsTest"),
                new Guard(
                        "a row that a stop leaves open, planned all the same",
                        "server/Outcome.java",
                        "return mayBeRecorded ? Proof.NONE : Proof.NOT_RECORDED;",
                        "return Proof.NOT_RECORDED;",
                        "ledger.OutboxTest"),
                new Guard(
                        "a refusal of a row that was sent before, taken for the last word",
                        "ledger/AnsweredRows.java",
                        "CASE WHEN doubt + denied > 0 THEN ?6 ELSE ?1 END",
                        "CASE WHEN doubt + denied > 0 THEN ?1 ELSE ?1 END",
                        "ledger.InDoubtRowsTest"),
                new Guard(
                        "rows that another run is about to send",
                        "ledger/Memory.java",
                        "if (recall.isOutdated()) {",
                        "if (recall.isOutdated() && isNew && !isNew) {",
                        "ledger.MemoryTest"),
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
                        "an older copy of a run folder taken for the one that knows",
                        "ledger/Memory.java",
                        "WHERE id = ?\", source) > commits()",
                        "WHERE id = ?\", source) > commits() + 1_000_000",
                        "upload.RowMemoryTest"),
                new Guard(
                        "rows that a killed run did not send, taken for sent",
                        "ledger/Memory.java",
                        "Absences.collect(other.database(), database);",
                        "Absences.make(database);",
                        "upload.RowMemoryTest"),
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
                        "the temporary files of a running process taken for those of a dead one",
                        "ledger/LiveFile.java",
                        "if (channel.tryLock() != null) {",
                        "if (channel.isOpen()) {",
                        "cli.TemporaryFolderTest"));
    }
}
