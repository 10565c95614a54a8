package feedbackuploader.adaptive;

import feedbackuploader.server.Outcome;

/** What it means for a row that no status was seen: the rules of the request's bytes, in their order. */
final class FaultClassifier {

    private final FaultWords words;
    private final SafeText safe;

    FaultClassifier(FaultWords words, SafeText safe) {
        this.words = words;
        this.safe = safe;
    }

    Outcome classify(ExchangeResult.Unanswered fault) {
        String what = words.of(fault);
        if (fault.subscriptions() > 1) {
            return new Outcome.Ambiguous(
                    null, safe.of(what + " The request may have been sent twice: look for this row on the server."));
        }
        if (fault.provedIncomplete()) {
            return new Outcome.NotSent(safe.of(what));
        }
        return new Outcome.Ambiguous(null, safe.of(what + " It is unknown whether the server recorded this row."));
    }
}
