package feedbackuploader.guards;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes, named below the root package, and prints those that are red. */
final class RedTests implements TestExecutionListener {

    static final String RED = "red: ";

    private int run;

    private RedTests() {}

    /** Ends with 0 if any test was run at all. */
    public static void main(String[] classes) {
        RedTests listener = new RedTests();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Arrays.stream(classes)
                        .map(name -> selectClass("feedbackuploader." + name))
                        .toList())
                .filters(TagFilter.excludeTags("long"))
                .configurationParameter("junit.jupiter.execution.timeout.testable.method.default", "20 s")
                .configurationParameter("junit.jupiter.execution.timeout.thread.mode.default", "SEPARATE_THREAD")
                .build();
        LauncherFactory.create().execute(request, listener);
        System.exit(listener.run == 0 ? 1 : 0);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest()) {
            run++;
        }
        if (result.getStatus() == Status.FAILED) {
            String why = result.getThrowable().map(Throwable::toString).orElse("");
            System.out.println(RED + test.getDisplayName() + ": "
                    + why.strip().lines().findFirst().orElse(""));
        }
    }
}
