package feedbackuploader.cli;

import feedbackuploader.sandbox.MetricKind;
import picocli.CommandLine.TypeConversionException;

/** {@code KEY:KIND}: a metric that a sandbox knows. */
record SandboxMetric(String key, MetricKind kind) {

    static SandboxMetric parse(String typed) {
        int colon = typed.lastIndexOf(':');
        if (colon < 1) {
            throw new TypeConversionException("expected KEY:bool or KEY:scalar");
        }
        return new SandboxMetric(typed.substring(0, colon), MetricKind.parse(typed.substring(colon + 1)));
    }
}
