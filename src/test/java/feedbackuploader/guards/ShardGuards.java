package feedbackuploader.guards;

import java.util.List;

/** What keeps a row in one shard, and in no more than one. */
final class ShardGuards {

    private ShardGuards() {}

    static List<Guard> all() {
        return List.of(
                new Guard(
                        "a row of several kinds that goes by one of its ids",
                        "mapping/Glance.java",
                        "(fixed == null && !hasPreferred && !hasVerdict)",
                        "fixed == null",
                        "mapping.GlanceTest"),
                new Guard(
                        "a row with an id by option that goes by its empty cell",
                        "mapping/Glance.java",
                        "options.constants().containsKey(field)",
                        "options.ignored().contains(field.label())",
                        "mapping.GlanceTest"),
                new Guard(
                        "a row whose feedback two shards send",
                        "upload/ShardRows.java",
                        "ids != RowIds.Without.NONE && shard.takes(feedback)",
                        "ids != RowIds.Without.NONE || shard.takes(feedback)",
                        "upload.ShardRowsTest"),
                new Guard(
                        "a row that another computer gives to another shard",
                        "upload/ShardRows.java",
                        "ids == RowIds.Without.UNCLEAR && !isOwn",
                        "!isOwn",
                        "upload.ShardRowsTest"),
                new Guard(
                        "rows that the whole file's upload sent, forgotten in a shard",
                        "upload/Planner.java",
                        "wasBegun && ShardRows.mayHaveBeenSentForOthers(",
                        "!wasBegun && ShardRows.mayHaveBeenSentForOthers(",
                        "upload.ShardedUploadTest"),
                new Guard(
                        "a row that is missing when shards are put together",
                        "upload/MergedPieces.java",
                        "walked != rows",
                        "walked > rows",
                        "upload.ShardedUploadTest"));
    }
}
