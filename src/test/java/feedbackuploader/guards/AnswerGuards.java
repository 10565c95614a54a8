package feedbackuploader.guards;

import java.util.List;

/** What keeps answers from being believed too much. */
final class AnswerGuards {

    private AnswerGuards() {}

    static List<Guard> all() {
        return List.of(
                new Guard(
                        "a request that left whole and is taken for not sent",
                        "adaptive/connection/SealablePublisher.java",
                        "handedOver < body.length",
                        "handedOver <= body.length",
                        "adaptive.connection.SealablePublisherTest",
                        "adaptive.WireFaultTest"),
                new Guard(
                        "bytes that leave after they were counted",
                        "adaptive/connection/SealablePublisher.java",
                        "if (sealed || finished || demand == 0 || size == 0)",
                        "if (finished || demand == 0 || size == 0)",
                        "adaptive.connection.SealablePublisherTest"),
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
                        "id.isTextual() && !NO_IDS.contains(id.textValue().strip()) && !answer.hasErrors()",
                        "true",
                        "adaptive.AnswerTableTest"),
                new Guard(
                        "an id beside an error taken for recorded",
                        "adaptive/AnswerClassifier.java",
                        "&& !answer.hasErrors()",
                        "",
                        "adaptive.AnswerTableTest"),
                new Guard(
                        "feedback that was added beside an error taken for refused",
                        "adaptive/AnswerClassifier.java",
                        "if (!isAdded && errors.stream().allMatch(",
                        "if (errors.stream().allMatch(",
                        "adaptive.DirectFeedbackTest"),
                new Guard(
                        "an unknown error beside one that names an entity taken for a refusal",
                        "adaptive/AnswerClassifier.java",
                        "errors.stream().allMatch(error -> error.contains(ENTITY_NOT_FOUND))",
                        "errors.stream().anyMatch(error -> error.contains(ENTITY_NOT_FOUND))",
                        "adaptive.DirectFeedbackTest"),
                new Guard(
                        "a mutation that was executed taken for not sent, for its words are like those of a missing one",
                        "adaptive/AnswerClassifier.java",
                        "answer.json().has(\"data\")",
                        "false",
                        "adaptive.DirectFeedbackTest"),
                new Guard(
                        "a mutation that has worked taken for missing",
                        "adaptive/AnswerClassifier.java",
                        "if (!isAdded && !proved.contains(route) && errors",
                        "if (!isAdded && errors",
                        "adaptive.DirectFeedbackTest"),
                new Guard(
                        "a row behind a login page that came up in the middle of a run, taken for not sent",
                        "adaptive/AnswerClassifier.java",
                        "mayHideARecord(answer) ? leavingTheRowOpen(elsewhere.get()) : elsewhere.get()",
                        "elsewhere.get()",
                        "adaptive.AnswerTableTest"),
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
                        "HttpClient that sends a POST again on its own",
                        "adaptive/connection/HttpClientProperties.java",
                        "System.setProperty(RETRY_POST, \"false\");",
                        "",
                        "adaptive.connection.HttpClientPropertiesTest"),
                new Guard(
                        "the key in what the server's words repeat",
                        "adaptive/SafeText.java",
                        "        redactions.add(new Redaction(SecretPattern.of(deployment.key().secret()), \"[key]\"));",
                        "",
                        "adaptive.SecretsTest"),
                new Guard(
                        "the key in clear over a network",
                        "adaptive/connection/Address.java",
                        "return host.equals(\"localhost\") || LOOPBACK_V4.matcher(host).matches();",
                        "return true;",
                        "adaptive.connection.AddressTest"),
                new Guard(
                        "a password in the URL",
                        "adaptive/connection/Address.java",
                        "authority.contains(\"@\")",
                        "authority.isEmpty()",
                        "adaptive.connection.AddressTest"));
    }
}
