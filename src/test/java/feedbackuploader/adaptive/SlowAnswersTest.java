package feedbackuploader.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SlowAnswersTest {

    private final List<String> told = new ArrayList<>();
    private final HandTimer timer = new HandTimer();
    private final SlowAnswers slow = new SlowAnswers(timer, open -> open.toSeconds() + " s");

    /** Its time passes when the test says so. */
    private static final class HandTimer extends ScheduledThreadPoolExecutor {

        private final List<FutureTask<?>> due = new ArrayList<>();

        HandTimer() {
            super(0);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            // Queued for a day, so that it is only ever run by hand.
            ScheduledFuture<?> queued = super.schedule(task, 1, TimeUnit.DAYS);
            due.add((FutureTask<?>) queued);
            return queued;
        }

        void runNewest() {
            due.remove(due.size() - 1).run();
        }

        void passes() {
            List<FutureTask<?>> now = List.copyOf(due);
            due.clear();
            now.forEach(FutureTask::run);
        }
    }

    SlowAnswersTest() {
        slow.tell(told::add);
    }

    private void ask(CompletableFuture<?> question) {
        var unused = slow.watch(question);
    }

    @Test
    void a_question_that_is_open_when_the_time_has_passed_is_told() {
        ask(new CompletableFuture<>());
        timer.passes();

        assertThat(told).containsExactly("5 s");
    }

    @Test
    void a_question_that_was_answered_before_is_not() {
        CompletableFuture<String> question = new CompletableFuture<>();
        ask(question);
        question.complete("answer");
        timer.passes();

        assertThat(told).isEmpty();
    }

    @Test
    void many_open_questions_are_told_once() {
        for (int i = 0; i < 100; i++) {
            ask(new CompletableFuture<>());
        }
        timer.passes();

        assertThat(told).hasSize(1);
    }

    @Test
    void a_question_that_stays_open_is_told_again_with_its_age() {
        CompletableFuture<String> question = new CompletableFuture<>();
        ask(question);
        timer.passes();
        timer.passes();
        timer.passes();
        question.complete("at last");
        timer.passes();

        assertThat(told).containsExactly("5 s", "20 s", "35 s");
    }

    @Test
    void after_a_quick_answer_the_next_open_question_is_told_again() {
        ask(new CompletableFuture<>());
        timer.passes();
        ask(CompletableFuture.completedFuture("quick"));
        ask(new CompletableFuture<>());
        timer.passes();

        assertThat(told).containsExactly("5 s", "5 s");
    }

    @Test
    void after_a_late_answer_the_next_open_question_is_told_once_the_pause_has_passed() {
        CompletableFuture<String> late = new CompletableFuture<>();
        ask(late);
        timer.passes();
        late.complete("late");
        timer.passes();
        ask(new CompletableFuture<>());
        timer.passes();

        assertThat(told).containsExactly("5 s", "5 s");
    }

    @Test
    void after_a_late_answer_another_that_was_open_meanwhile_is_not_told_at_once() {
        CompletableFuture<String> late = new CompletableFuture<>();
        ask(late);
        timer.passes();
        ask(new CompletableFuture<>());
        late.complete("late");
        timer.runNewest();

        assertThat(told).containsExactly("5 s");
    }

    @Test
    void a_closed_timer_leaves_the_question_as_it_is() {
        timer.shutdownNow();
        CompletableFuture<String> failed = CompletableFuture.failedFuture(new IllegalStateException("closed"));

        assertThat(slow.watch(failed)).isSameAs(failed);
    }
}
