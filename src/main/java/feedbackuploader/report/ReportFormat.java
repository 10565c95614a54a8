package feedbackuploader.report;

import feedbackuploader.input.Dialect;
import java.util.Locale;

/** What a report is written in: what opens where its input did. */
enum ReportFormat {
    CSV,
    JSONL,
    XLSX;

    static ReportFormat of(Dialect input) {
        return switch (input.kind()) {
            case CSV -> CSV;
            case JSONL, JSON_ARRAY, JSON_LIST, JSON_VALUES -> JSONL;
            case WORKBOOK -> XLSX;
        };
    }

    /** Of its files' names. */
    String ending() {
        return name().toLowerCase(Locale.ROOT);
    }
}
