package feedbackuploader.mapping;

import feedbackuploader.mapping.options.ReadyMappings;
import feedbackuploader.mapping.options.ReadyMappingsTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Sound files of every format, encoding and shape, each with the options that it needs: what damage begins with. */
public final class FuzzCorpus {

    public static final class Entry {

        public final byte[] file;
        public final MappingOptions options;

        Entry(byte[] file, MappingOptions options) {
            this.file = file;
            this.options = options;
        }
    }

    private static final String CSV = "completion_id,metric,value,details\r\n" + Mapping.ID
            + ",m,0.5,\"a, \"\"b\"\"\nc\"\r\n\r\n" + Mapping.ID2 + ",m,true,\u00e9\uD83D\uDE00\r\n";

    private static final String JSON = "{\"completion_id\": \"" + Mapping.ID
            + "\", \"metric\": \"m\", \"value\": [0.5, {\"a\": null}], \"details\": \"\\ud83d\\ude00\\n\"}";

    /** Corners that public suites of CSV test: quotes, line breaks and JSON in cells, empty cells, one column. */
    private static final List<String> CORNERS = List.of(
            "completion_id,metric,value,details\n1,m,\"1\",\"ha \n\"\"ha\"\" \nha\"\n",
            "completion_id,feedbacks\n" + Mapping.ID + ",\"{\"\"m\"\": 1, \"\"n\"\": {\"\"x\"\": [1]}}\"\n",
            "completion_id,metric,value\n\"\",,\"\"\n,\"\",\n",
            "a\n\"\"\n\n1\n",
            "\"value\"\n\"1\"\n\"2\"");

    private static final Set<String> IN_CSV = Set.of("arena", "langfuse", "mturk", "qualtrics");

    public static final List<Entry> ENTRIES = entries();

    private FuzzCorpus() {}

    private static List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        add(entries, bytes(CSV));
        add(entries, CSV.replace(',', ';').replace("\uD83D\uDE00", "").getBytes(StandardCharsets.ISO_8859_1));
        add(entries, ("\uFEFF" + CSV.replace(',', '\t')).getBytes(StandardCharsets.UTF_16LE));
        add(entries, CSV.replace("\u00e9\uD83D\uDE00", "\u8a55\u4fa1").getBytes(Charset.forName("Shift_JIS")));
        add(entries, bytes(JSON + "\n" + JSON + "\n"));
        add(entries, bytes("[\n" + JSON + ",\n" + JSON + "\n]"));
        CORNERS.forEach(corner -> add(entries, bytes(corner)));
        try {
            add(entries, gzip(bytes(CSV)));
            add(entries, workbook());
            for (String sample :
                    List.of("ratings.csv", "preferences.csv", "mixed.jsonl", "outcomes.csv", "mistakes.results.csv")) {
                add(entries, sample(sample));
            }
            entries.add(new Entry(
                    sample("wide.csv"),
                    MappingOptions.none()
                            .withVariants(List.of(
                                    RowVariant.ofMetric("CSAT", "CSAT"),
                                    RowVariant.ofMetric("helpfulness", "helpfulness")))));
            for (String name : ReadyMappings.names()) {
                String sample = name.replaceFirst("-csv$|^argilla-(ratings|pairwise)$", "")
                        .replaceFirst("^$", "argilla");
                String ending = name.endsWith("-csv") || IN_CSV.contains(name) ? ".csv" : ".jsonl";
                entries.add(new Entry(
                        sample(sample + ending),
                        ReadyMappings.find(name).options().and(ReadyMappingsTest.MODELS)));
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MappingException e) {
            throw new AssertionError(e);
        }
    }

    private static void add(List<Entry> entries, byte[] file) {
        entries.add(new Entry(file, MappingOptions.none()));
    }

    private static byte[] sample(String name) throws IOException {
        return Files.readAllBytes(Path.of("samples", name));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] workbook() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "p", "1.0")) {
            workbook.setCompressionLevel(0); // so that the damage gets into the XML
            try (Worksheet sheet = workbook.newWorksheet("S")) {
                sheet.value(0, 0, "completion_id");
                sheet.value(0, 1, "metric");
                sheet.value(0, 2, "value");
                sheet.value(1, 0, Mapping.ID);
                sheet.value(1, 1, "m");
                sheet.value(1, 2, 0.5);
            }
        }
        return bytes.toByteArray();
    }
}
