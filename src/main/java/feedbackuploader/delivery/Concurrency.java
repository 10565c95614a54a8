package feedbackuploader.delivery;

/** How many requests may be in flight. */
public sealed interface Concurrency {

    /** Maximum number of requests in flight, from 1. */
    int most();

    /** Always as many. */
    record Fixed(int most) implements Concurrency {
        public Fixed {
            check(most);
        }
    }

    /** As many as this server serves best, which the run finds out. */
    record Auto(int most) implements Concurrency {
        public Auto {
            check(most);
        }
    }

    private static void check(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("concurrency starts at 1");
        }
    }
}
