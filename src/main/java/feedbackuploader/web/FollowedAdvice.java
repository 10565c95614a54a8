package feedbackuploader.web;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The choices that were made for a file by following advice, to be taken back one by one, each at its turn among the edits.
 * Those of this process alone. Guarded by the file that has it.
 */
final class FollowedAdvice {

    /** @param edits how many there were before */
    private record Step(List<Choice> added, List<Choice> removed, long edits, boolean wasSent) {}

    private final Deque<Step> steps = new ArrayDeque<>();

    void note(List<Choice> before, List<Choice> after, long edits) {
        List<Choice> added = without(after, before);
        if (!added.isEmpty()) {
            steps.push(new Step(added, without(before, after), edits, false));
        }
    }

    /** Rows are sent with all of them. */
    void noteSending() {
        List<Step> all = List.copyOf(steps);
        steps.clear();
        all.forEach(one -> steps.addLast(new Step(one.added(), one.removed(), one.edits(), true)));
    }

    /** In words what was chosen after the last of {@code edits}, and is chosen still; null for nothing. */
    @Nullable
    String last(List<Choice> now, long edits) {
        @Nullable Step step = top(now, edits);
        return step == null
                ? null
                : step.added().stream()
                        .map(one -> one.value() == null ? one.option() : one.option() + " " + one.value())
                        .collect(Collectors.joining(" "));
    }

    /** Whether rows may have been sent with the last. */
    boolean wasLastSent() {
        @Nullable Step step = steps.peek();
        return step != null && step.wasSent();
    }

    /** The choices as they were before the last of these, and as they were changed by hand since. */
    List<Choice> takeBack(List<Choice> now) {
        Step step = steps.pop();
        List<Choice> before = new ArrayList<>(without(now, step.added()));
        before.addAll(step.removed());
        return before;
    }

    private @Nullable Step top(List<Choice> now, long edits) {
        @Nullable Step step = steps.peek();
        while (step != null && !now.containsAll(step.added())) {
            steps.pop(); // it was taken back by hand
            step = steps.peek();
        }
        return step != null && step.edits() >= edits ? step : null;
    }

    /** The edits are others now, so that nothing has a turn among them any more. */
    void clear() {
        steps.clear();
    }

    private static List<Choice> without(List<Choice> some, List<Choice> others) {
        return some.stream().filter(one -> !others.contains(one)).toList();
    }
}
