package feedbackuploader;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;

/** Data flows one way, and so do the imports. */
@AnalyzeClasses(packages = "feedbackuploader", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule upload_knows_no_command_line =
            mayKnow("upload", "report", "delivery", "adaptive", "ledger", "mapping", "input", "feedback");

    @ArchTest
    static final ArchRule report_knows_ledger_feedback_and_input = mayKnow("report", "ledger", "feedback", "input");

    @ArchTest
    static final ArchRule delivery_knows_ledger_and_feedback = mayKnow("delivery", "ledger", "feedback");

    @ArchTest
    static final ArchRule adaptive_knows_feedback = mayKnow("adaptive", "feedback");

    @ArchTest
    static final ArchRule ledger_knows_feedback = mayKnow("ledger", "feedback");

    @ArchTest
    static final ArchRule mapping_knows_input_and_feedback = mayKnow("mapping", "input", "feedback");

    @ArchTest
    static final ArchRule input_knows_nothing = mayKnow("input");

    @ArchTest
    static final ArchRule feedback_knows_nothing = mayKnow("feedback");

    @ArchTest
    static final ArchRule sandbox_knows_nothing = mayKnow("sandbox");

    @ArchTest
    static final ArchRule only_adaptive_knows_the_http_client = onlyIn("adaptive", "java.net.http..");

    @ArchTest
    static final ArchRule only_ledger_knows_jdbc = onlyIn("ledger", "java.sql..", "org.sqlite..");

    @ArchTest
    static final ArchRule only_input_reads_with_commons_csv = noClasses()
            .that(resideOutsideOfPackages("feedbackuploader.input..", "feedbackuploader.report.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.apache.commons.csv.."));

    @ArchTest
    static final ArchRule only_cli_knows_picocli = onlyIn("cli", "picocli..");

    private static ArchRule mayKnow(String name, String... others) {
        String[] known = Stream.concat(
                        Stream.of(packageOf(name)), Arrays.stream(others).map(ArchitectureTest::packageOf))
                .toArray(String[]::new);
        return classes()
                .that(resideInAnyPackage(packageOf(name)))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(known).or(resideOutsideOfPackages("feedbackuploader..")))
                .allowEmptyShould(true);
    }

    private static ArchRule onlyIn(String name, String... libraries) {
        return noClasses()
                .that(resideOutsideOfPackages(packageOf(name)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(libraries));
    }

    private static String packageOf(String name) {
        return "feedbackuploader." + name + "..";
    }
}
