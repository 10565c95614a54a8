package feedbackuploader.guards;

import java.util.List;

/** What keeps rows from being sent twice, lost, or waited for without an end. */
final class DeliveryGuards {

    private DeliveryGuards() {}

    static List<Guard> all() {
        return List.of(
                new Guard(
                        "sending on when the ledger cannot be written",
                        "delivery/Delivery.java",
                        "            if (isCommitDue()) {\n                commit();",
                        "            if (isCommitDue()) {\n                try { commit(); } catch (LedgerException e) { uncommitted.clear(); }",
                        "delivery.LedgerFaultTest",
                        "delivery.DeliveryTroubleTest"),
                new Guard(
                        "rows that cannot be looked up, claimed ahead although a kill would leave them unknown",
                        "delivery/Delivery.java",
                        "Math.max(0, outages.permits() - loop.inFlight() - backlog.ready())",
                        "Integer.MAX_VALUE",
                        "delivery.DeliveryTest"),
                new Guard(
                        "rows that wait for the rate, claimed long before they leave",
                        "delivery/Ahead.java",
                        "return (int) Math.min(soon, 1 + Math.ceil(perSecond * PACED_SECONDS));",
                        "return soon;",
                        "delivery.AheadTest",
                        "delivery.DeliveryTest"),
                new Guard(
                        "outcomes claimed ahead although no server shows them",
                        "upload/Rounds.java",
                        "areAllShown ? options : options.claimingNoneAhead()",
                        "options",
                        "upload.OutcomesTest"),
                new Guard(
                        "interactions without a label, claimed ahead although they are found by nothing else",
                        "ledger/Ledger.java",
                        "\"('interaction', 'outcome')\"",
                        "\"('outcome')\"",
                        "ledger.CreationsTest"),
                new Guard(
                        "sendings of a row that each round counts anew",
                        "delivery/Attempt.java",
                        "new Attempt(claim, 0, claim.sends() + 1, 1, progress)",
                        "new Attempt(claim, 0, 1, 1, progress)",
                        "delivery.DeliveryRetryTest"),
                new Guard(
                        "settling before the server must be done, by this computer's clock",
                        "delivery/Quiet.java",
                        "long here = untilNanos - time.nanos();",
                        "long here = 0;",
                        "delivery.QuietTest",
                        "delivery.ReconcilerClockTest",
                        "delivery.ReconcilerEndsTest",
                        "delivery.ReconcilerCanaryTest"),
                new Guard(
                        "settling before the server must be done, by its own clock",
                        "delivery/Quiet.java",
                        "Math.max(here, Nanos.of(Duration.between(there, untilServer)))",
                        "here",
                        "delivery.QuietTest",
                        "delivery.ReconcilerClockTest"),
                new Guard(
                        "a wait for a server's clock that is as long as that clock says",
                        "delivery/Quiet.java",
                        "return Math.min(nanosLeftByClocks(time, serverClock), giveUpNanos - time.nanos());",
                        "return nanosLeftByClocks(time, serverClock);",
                        "delivery.QuietTest",
                        "delivery.ReconcilerClockTest",
                        "delivery.ReconcilerEndsTest"),
                new Guard(
                        "rows that a server whose clock was set does not show yet, taken for absent",
                        "delivery/Quiet.java",
                        "return nanosLeftByClocks(time, serverClock) <= 0;",
                        "return nanosLeft(time, serverClock) <= 0;",
                        "delivery.QuietTest",
                        "delivery.ReconcilerClockTest"),
                new Guard(
                        "rows that a server dates before they were sent, taken for absent",
                        "delivery/Reconciler.java",
                        "instanceof ReadBackVerdict.Absent && serverClock.wasSetBack()",
                        "instanceof ReadBackVerdict.Absent && serverClock == null",
                        "delivery.ReconcilerClockTest"),
                new Guard(
                        "a delivery that waits though nothing would ever wake it",
                        "delivery/Delivery.java",
                        "end(Stalled.sending(throttle.permits()));",
                        "",
                        "delivery.DeliveryEndsTest"),
                new Guard(
                        "a delivery that waits for a request that never comes to its end",
                        "delivery/Delivery.java",
                        "long wait = loop.nanosToOverdue();",
                        "long wait = Long.MAX_VALUE - loop.inFlight();",
                        "delivery.DeliveryEndsTest"),
                new Guard(
                        "a settling that waits for a read-back that never comes to its end",
                        "delivery/Reconciler.java",
                        "long wait = loop.nanosToOverdue();",
                        "long wait = Long.MAX_VALUE;",
                        "delivery.ReconcilerEndsTest"),
                new Guard(
                        "a read-back that was asked for too early",
                        "delivery/Reconciler.java",
                        "(askedInQuiet && quiet",
                        "(quiet",
                        "delivery.ReconcilerClockTest"),
                new Guard(
                        "one of two rows that is shown early, taken for a certain one of them",
                        "delivery/ReadBackVerdicts.java",
                        "judged.stream().allMatch(",
                        "judged.stream().anyMatch(",
                        "delivery.ReconcilerClockTest",
                        "delivery.SettlementModelTest"),
                new Guard(
                        "a wait for what the server shows already",
                        "delivery/Reconciler.java",
                        "ReadBackVerdicts.areAllRecorded(judged) || ",
                        "",
                        "delivery.ReconcilerClockTest"),
                new Guard(
                        "the feedback of other rows taken for a row's own",
                        "delivery/Listing.java",
                        "!inDoubtRows.isOwned(observedFeedback.id())",
                        "!observedFeedback.id().isEmpty()",
                        "delivery.ReconcilerTest",
                        "delivery.SettlementModelTest"),
                new Guard(
                        "a server that shows nothing, taken for one that recorded nothing",
                        "delivery/Canaries.java",
                        "missing.containsKey(sort) || reachesTo.containsKey(sort) ? missing.get(sort) : hidden.get(sort)",
                        "null",
                        "delivery.ReconcilerCanaryTest"),
                new Guard(
                        "a row that is shown otherwise, taken for one that is not there",
                        "delivery/MatchRules.java",
                        "(isYounger && isUnmatched) || ",
                        "",
                        "delivery.MatchRulesTest",
                        "delivery.ShownOtherwiseTest"),
                new Guard(
                        "an empty list believed of a server that has not shown anything yet",
                        "delivery/Evidence.java",
                        "return whyUnproved;",
                        "return null;",
                        "delivery.MatchRulesTest",
                        "delivery.ReconcilerCanaryTest"),
                new Guard(
                        "an empty list believed of a server that may show rows late",
                        "delivery/Evidence.java",
                        "!reachesTo.isBefore(lastClaimedAt.minus(Reconciler.LONGEST_LAG))",
                        "true",
                        "delivery.MatchRulesTest"),
                new Guard(
                        "an exact match believed of a server that is known to show things otherwise",
                        "delivery/Canaries.java",
                        "inexact.add(trace.kind());",
                        "",
                        "delivery.CanariesTest"),
                new Guard(
                        "a list that is cut off, taken for all there is",
                        "delivery/Listing.java",
                        "if (shown < recorded)",
                        "if (shown < 0)",
                        "delivery.ReconcilerCanaryTest",
                        "delivery.ShownOtherwiseTest"),
                new Guard(
                        "a list as long as a page, taken for all there is",
                        "delivery/Listing.java",
                        "return isLikeAPage(all.size()) && all.size()",
                        "return all.size() < 0 && all.size()",
                        "delivery.ReconcilerCanaryTest",
                        "delivery.ShownOtherwiseTest"),
                new Guard(
                        "a limit that falls to nothing in flight",
                        "delivery/AdaptiveLimit.java",
                        "isNextUp = limit == 1 || (isNextUp && limit < maximum);",
                        "isNextUp = isNextUp && limit < maximum;",
                        "delivery.LimitBoundsTest"),
                new Guard(
                        "more in flight than the maximum",
                        "delivery/AdaptiveLimit.java",
                        "Math.min(maximum, Math.max(limit + 1, (int) Math.round(limit * step)))",
                        "Math.max(limit + 1, (int) Math.round(limit * step))",
                        "delivery.LimitBoundsTest"),
                new Guard(
                        "someone else's feedback counted as a row's own",
                        "delivery/MatchRules.java",
                        "found.size() > sendings)",
                        "found.size() > sendings + 1_000)",
                        "delivery.MatchRulesTest"),
                new Guard(
                        "rows that differ in what the server does not show, told apart by guessing",
                        "delivery/MatchRules.java",
                        "!found.isEmpty() && found.size() < sendings && !areIdentical()",
                        "found.size() > 1_000",
                        "delivery.MatchRulesTest"),
                new Guard(
                        "older feedback taken for a row's own",
                        "delivery/MatchRules.java",
                        "&& !observedFeedback.createdAt().isBefore(since.minus(CLOCK_SKEW))",
                        "",
                        "delivery.MatchRulesTest"),
                new Guard(
                        "an outage that turns every row into an unknown one",
                        "delivery/OutageWatch.java",
                        "ambiguousInARow++;",
                        "",
                        "delivery.DeliveryStopTest",
                        "upload.RoundsOutageTest"),
                new Guard(
                        "rows given up after an interrupt and taken for not sent",
                        "delivery/Delivery.java",
                        "conclude(attempt, new Outcome.Ambiguous(null, why));",
                        "conclude(attempt, new Outcome.NotSent(why));",
                        "delivery.DeliveryInterruptTest"),
                new Guard(
                        "a request that failed unexpectedly and is taken for not sent",
                        "delivery/Delivery.java",
                        "new Outcome.Ambiguous(null, \"the request failed unexpectedly: \" + bug)",
                        "new Outcome.NotSent(\"the request failed unexpectedly: \" + bug)",
                        "delivery.DeliveryTroubleTest"),
                new Guard(
                        "rows beside an accepted one that is not shown, sent again",
                        "delivery/MatchRules.java",
                        "rows.stream().anyMatch(InDoubtRow::isAccepted)",
                        "rows.isEmpty()",
                        "delivery.MatchRulesTest"),
                new Guard(
                        "ten thousand rows to a service that is no Adaptive Engine",
                        "delivery/OutageWatch.java",
                        "withoutAnyId += unconfirmed.isFromAnEngine() ? 0 : 1;",
                        "",
                        "delivery.AnswersWithoutIdTest",
                        "upload.RoundsWithoutIdTest"),
                new Guard(
                        "a row of which it cannot be told whether the server has it",
                        "delivery/Existing.java",
                        "hidden.add(new Hidden(group, nothing.why()));",
                        "showsSomething = true;",
                        "upload.ExistingRowsTest"),
                new Guard(
                        "feedback that another row owns, taken for one that the server has already",
                        "delivery/Existing.java",
                        "if (!candidates.isOwned(observedFeedback.id())) {",
                        "if (!observedFeedback.id().isEmpty()) {",
                        "upload.ExistingRowsTest"),
                new Guard(
                        "an upload that is stopped because of answers that were not understood",
                        "delivery/CompletionCheck.java",
                        "if (hidden.isAbsent()) {",
                        "if (hidden.why() != null) {",
                        "delivery.CompletionCheckTest"),
                new Guard(
                        "an upload that is stopped although some of the sample was not answered",
                        "delivery/CompletionCheck.java",
                        "if (existing == 0 && missing + unclear > 0) {",
                        "if (existing == 0 && missing > 0) {\n            unclear = 0;",
                        "delivery.CompletionCheckTest"),
                new Guard(
                        "rows sent although their completion does not exist",
                        "delivery/CompletionCheck.java",
                        "            unjudged.add(new Refused(completion, hidden.why()));\n",
                        "",
                        "upload.CompletionIdsTest"),
                new Guard(
                        "one piece of the server's feedback that accounts for several rows",
                        "delivery/Existing.java",
                        "                observed.remove(observedFeedback);\n",
                        "",
                        "upload.ExistingRowsTest"));
    }
}
