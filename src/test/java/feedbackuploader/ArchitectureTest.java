package feedbackuploader;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Data flows one way, and so do the imports. A wing holds what one room uses as a part. */
@AnalyzeClasses(packages = "feedbackuploader", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] ROOMS = {
        "adaptive",
        "adaptive.connection",
        "api",
        "cli",
        "cli.console",
        "cli.options",
        "delivery",
        "feedback",
        "input",
        "input.edits",
        "input.xlsx",
        "ledger",
        "mapping",
        "mapping.options",
        "mapping.text",
        "report",
        "report.page",
        "sandbox",
        "server",
        "support",
        "upload",
        "web",
        "web.grid",
        "web.local"
    };

    @ArchTest
    static void these_are_all_the_rooms(JavaClasses program) {
        Set<String> found = program.stream()
                .map(type -> type.getPackageName().replaceFirst("^feedbackuploader\\.?", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(found).containsExactly(ROOMS);
    }

    @ArchTest
    static final ArchRule web_knows_no_command_line_and_no_http_client = mayKnow(
            "web", "upload", "report", "delivery", "ledger", "mapping", "input", "server", "feedback", "support");

    /** The port, not who stands behind it: the tests of an upload need no network. */
    @ArchTest
    static final ArchRule upload_knows_no_command_line_and_no_http =
            mayKnow("upload", "report", "delivery", "ledger", "mapping", "input", "server", "feedback", "support");

    @ArchTest
    static final ArchRule report = mayKnow("report", "ledger", "input", "server", "feedback", "support");

    @ArchTest
    static final ArchRule delivery = mayKnow("delivery", "ledger", "server", "feedback", "support");

    @ArchTest
    static final ArchRule adaptive = mayKnow("adaptive", "server", "feedback", "support");

    @ArchTest
    static final ArchRule ledger = mayKnow("ledger", "server", "feedback", "support");

    @ArchTest
    static final ArchRule mapping = mayKnow("mapping", "input", "feedback", "support");

    @ArchTest
    static final ArchRule input = mayKnow("input", "support");

    @ArchTest
    static final ArchRule server = mayKnow("server", "feedback", "support");

    @ArchTest
    static final ArchRule feedback = mayKnow("feedback", "support");

    @ArchTest
    static final ArchRule support_knows_nothing = mayKnow("support");

    @ArchTest
    static final ArchRule sandbox_knows_nothing = mayKnow("sandbox");

    @ArchTest
    static final ArchRule rooms_make_no_circle = SlicesRuleDefinition.slices()
            .matching("feedbackuploader.(*)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule workbooks_are_a_part_of_the_input = isAPartOf("input.xlsx", "input");

    @ArchTest
    static final ArchRule edits_are_a_part_of_the_input =
            isAPartOf("input.edits", "input", "cli.options", "upload", "web", "web.grid");

    @ArchTest
    static final ArchRule the_grid =
            mayKnow("web.grid", "upload", "report", "ledger", "mapping", "input", "feedback", "support");

    @ArchTest
    static final ArchRule mapping_files_are_read_for_the_command_line_and_the_plan =
            isAPartOf("mapping.options", "mapping", "cli", "cli.options", "upload");

    @ArchTest
    static final ArchRule texts_are_read_for_the_mapping =
            isAPartOf("mapping.text", "mapping", "mapping.options", "cli.options");

    @ArchTest
    static final ArchRule reading_texts_knows_nothing_of_mapping =
            isBelow("mapping.text", "mapping", "mapping.options");

    @ArchTest
    static final ArchRule the_page_is_written_for_an_upload = isAPartOf("report.page", "upload", "web");

    @ArchTest
    static final ArchRule the_other_reports_know_no_page = isBelow("report", "report.page");

    @ArchTest
    static final ArchRule the_connection_is_a_part_of_the_client =
            isAPartOf("adaptive.connection", "adaptive", "api", "cli", "cli.options", "cli.console");

    @ArchTest
    static final ArchRule the_connection_knows_nothing_of_the_api = isBelow("adaptive.connection", "adaptive");

    @ArchTest
    static final ArchRule options_are_a_part_of_the_command_line = isAPartOf("cli.options", "cli");

    @ArchTest
    static final ArchRule options_know_no_command = isBelow("cli.options", "cli");

    @ArchTest
    static final ArchRule the_console_is_a_part_of_the_command_line =
            isAPartOf("cli.console", "api", "cli", "cli.options");

    @ArchTest
    static final ArchRule the_console_knows_no_command_and_no_option = isBelow("cli.console", "cli", "cli.options");

    @ArchTest
    static final ArchRule the_local_server_knows_nothing_of_feedback = classes()
            .that(resideInAnyPackage(alone("web.local")))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(alone("web.local"), alone("support"))
                    .or(resideOutsideOfPackages("feedbackuploader..")));

    @ArchTest
    static final ArchRule the_local_server_is_for_the_page = isAPartOf("web.local", "web", "cli");

    @ArchTest
    static final ArchRule the_grid_is_a_part_of_the_page =
            isAPartOf("web.grid", "web").allowEmptyShould(true);

    @ArchTest
    static final ArchRule the_grid_knows_no_page =
            isBelow("web.grid", "web", "web.local").allowEmptyShould(true);

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

    @ArchTest
    static void no_two_public_types_have_one_name(JavaClasses program) {
        Set<String> seen = new TreeSet<>();
        assertThat(program.stream()
                        .filter(type -> type.isTopLevelClass()
                                && !type.getPackageName().startsWith("feedbackuploader.sandbox")
                                && !type.getModifiers().contains(JavaModifier.SYNTHETIC)
                                && !type.getSimpleName().equals("package-info"))
                        .map(type -> type.getSimpleName())
                        .filter(name -> !seen.add(name)))
                .isEmpty();
    }

    private static ArchRule mayKnow(String room, String... others) {
        String[] known = Stream.concat(
                        Stream.of(withWings(room)), Arrays.stream(others).map(ArchitectureTest::withWings))
                .toArray(String[]::new);
        return classes()
                .that(resideInAnyPackage(withWings(room)))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(known).or(resideOutsideOfPackages("feedbackuploader..")));
    }

    /** @param rooms that may use the wing, apart from itself */
    private static ArchRule isAPartOf(String wing, String... rooms) {
        String[] users = Stream.concat(Stream.of(wing), Arrays.stream(rooms))
                .map(ArchitectureTest::alone)
                .toArray(String[]::new);
        return noClasses()
                .that(resideOutsideOfPackages(users))
                .should()
                .dependOnClassesThat(resideInAnyPackage(alone(wing)));
    }

    private static ArchRule isBelow(String wing, String... rooms) {
        return noClasses()
                .that(resideInAnyPackage(alone(wing)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        Arrays.stream(rooms).map(ArchitectureTest::alone).toArray(String[]::new)));
    }

    private static ArchRule onlyIn(String room, String... libraries) {
        return noClasses()
                .that(resideOutsideOfPackages(withWings(room)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(libraries));
    }

    private static String alone(String room) {
        return "feedbackuploader." + room;
    }

    private static String withWings(String room) {
        return alone(room) + "..";
    }
}
