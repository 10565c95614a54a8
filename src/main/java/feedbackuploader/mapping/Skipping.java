package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code --skip-where} says of one row or of one of its pieces.
 *
 * @param reason why it is skipped, or null when it is not, as far as is known
 * @param undecided rules whose place is a list: each element decides on the piece that it goes with
 */
record Skipping(@Nullable String reason, List<Listed> undecided) {

    static final Skipping NONE = new Skipping(null, List.of());

    /** @param given a list */
    record Listed(SkipTests.Bound rule, RawValue given, ArrayNode list) {}

    Skipping and(Skipping more) {
        if (equals(NONE)) {
            return more;
        }
        return more.equals(NONE)
                ? this
                : new Skipping(
                        reason == null ? more.reason : reason,
                        Stream.concat(undecided.stream(), more.undecided.stream())
                                .toList());
    }

    /** The lists, which must have as many elements as there are pieces. */
    List<RawValue> lists() {
        return undecided.stream().map(Listed::given).toList();
    }

    /** For the piece of the {@code i}th element of a list. */
    Skipping at(int i) {
        if (undecided.isEmpty()) {
            return this;
        }
        List<String> reasons = new ArrayList<>();
        for (Listed one : undecided) {
            String found = one.rule.decide(one.list.get(i), false, reason == null && reasons.isEmpty());
            if (found != null) {
                reasons.add(found);
            }
        }
        return decided(reasons);
    }

    /** For a row or piece that goes with no element: a list is what any of its elements is. */
    Skipping ofAny() {
        if (undecided.isEmpty()) {
            return this;
        }
        List<String> reasons = new ArrayList<>();
        for (Listed one : undecided) {
            String found = one.rule.decideAny(one.list, reason == null && reasons.isEmpty());
            if (found != null) {
                reasons.add(found);
            }
        }
        return decided(reasons);
    }

    private Skipping decided(List<String> reasons) {
        return new Skipping(reason == null && !reasons.isEmpty() ? reasons.get(0) : reason, List.of());
    }
}
