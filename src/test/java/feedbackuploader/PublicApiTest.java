package feedbackuploader;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import feedbackuploader.api.FeedbackUpload;
import feedbackuploader.api.RowResult;
import feedbackuploader.api.UploadException;
import feedbackuploader.api.UploadObserver;
import feedbackuploader.api.UploadResult;
import feedbackuploader.feedback.Status;
import feedbackuploader.report.Progress;
import feedbackuploader.upload.ExitStatus;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What another program may call, and that it never meets a type that is not on this list. */
@AnalyzeClasses(packages = "feedbackuploader", importOptions = ImportOption.DoNotIncludeTests.class)
class PublicApiTest {

    private static final Set<Class<?>> PUBLIC = Set.of(
            FeedbackUpload.class,
            RowResult.class,
            UploadException.class,
            UploadObserver.class,
            UploadResult.class,
            ExitStatus.class,
            Progress.class,
            Status.class);

    private static final Set<String> NAMES = PUBLIC.stream().map(Class::getName).collect(Collectors.toSet());

    @ArchTest
    static void these_are_all_the_public_types_of_the_api(JavaClasses program) {
        assertThat(program.stream()
                        .filter(type -> type.getPackageName().equals("feedbackuploader.api")
                                && type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getName)
                        .filter(name -> !name.endsWith("package-info")))
                .isNotEmpty()
                .isSubsetOf(NAMES);
    }

    @ArchTest
    static void no_public_member_of_them_shows_another_type(JavaClasses program) {
        Set<String> shown = new TreeSet<>();
        for (Class<?> type : PUBLIC) {
            JavaClass its = program.get(type);
            Stream.concat(its.getCodeUnits().stream(), its.getFields().stream())
                    .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC))
                    .forEach(member -> types(member)
                            .filter(name -> name.startsWith("feedbackuploader.") && !NAMES.contains(name))
                            .forEach(name -> shown.add(name + " by " + member.getFullName())));
            its.getRawInterfaces().forEach(parent -> shown.add(parent.getName()));
        }
        shown.removeIf(name -> name.startsWith("java."));

        assertThat(shown).isEmpty();
    }

    private static Stream<String> types(JavaMember member) {
        Stream<JavaClass> parts;
        if (member instanceof JavaCodeUnit unit) {
            Stream<JavaType> types = Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream());
            parts = Stream.concat(
                    types.map(JavaType::getAllInvolvedRawTypes).flatMap(Set::stream),
                    unit.getThrowsClause().getTypes().stream());
        } else {
            parts = ((JavaField) member).getType().getAllInvolvedRawTypes().stream();
        }
        return parts.map(type -> type.getBaseComponentType().getName());
    }

    @ArchTest
    static final ArchRule the_program_itself_needs_no_api = noClasses()
            .that(resideOutsideOfPackage("feedbackuploader.api"))
            .should()
            .dependOnClassesThat(resideInAPackage("feedbackuploader.api"));

    @ArchTest
    static final ArchRule the_api_knows_no_way_of_planning_sending_or_reporting_of_its_own = noClasses()
            .that(resideInAPackage("feedbackuploader.api"))
            .should()
            .dependOnClassesThat(new DescribedPredicate<>("do a part of an upload") {
                @Override
                public boolean test(JavaClass type) {
                    return Set.of(
                                    "feedbackuploader.mapping",
                                    "feedbackuploader.input",
                                    "feedbackuploader.adaptive",
                                    "feedbackuploader.server",
                                    "feedbackuploader.web",
                                    "feedbackuploader.sandbox")
                            .contains(type.getPackageName());
                }
            });
}
