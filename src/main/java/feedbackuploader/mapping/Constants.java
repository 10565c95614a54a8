package feedbackuploader.mapping;

import feedbackuploader.input.Format;
import feedbackuploader.support.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks what an option says of every row once, instead of in every row. */
final class Constants {

    private Constants() {}

    static void check(MappingOptions options) throws MappingException {
        check(options, options.constants());
        for (RowVariant variant : options.variants()) {
            check(options, variant.constants());
        }
    }

    private static void check(MappingOptions options, Map<Field, String> constants) throws MappingException {
        Notices unheard = new Notices(Format.JSONL, false);
        RawFields fields = RawFields.of(constants);
        for (Field field : Field.values()) {
            if (!constants.containsKey(field)) {
                continue;
            }
            List<Problem> problems = new ArrayList<>();
            RawValue value = fields.get(field);
            switch (field) {
                case COMPLETION_ID, SESSION_ID -> Uuids.read(value, problems);
                case USER -> options.users().read(value, problems, unheard);
                case VALUE -> new Values(options.values(), options.numbers()).read(value, problems, unheard);
                case CREATED_AT, RATED_AT ->
                    new Moments(options.completions(), new CreationNotices(unheard.noun(), Raters.NONE))
                            .read(value, problems);
                case TIED -> Ties.read(value, problems);
                case METRIC -> MetricKeys.read(value, problems);
                default -> Texts.read(value, problems);
            }
            if (!problems.isEmpty()) {
                Problem problem = problems.get(0);
                throw new MappingException("--set " + field.label() + ": "
                        + problem.withColumn(null).message());
            }
        }
    }
}
