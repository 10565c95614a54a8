package feedbackuploader.web;

import feedbackuploader.delivery.Time;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What all open files work with, and the threads of their checks and uploads. */
record Desk(Commands commands, Time time, WorkFolder folder, ExecutorService checks) implements AutoCloseable {

    private static final int CHECKS_AT_ONCE = 2;

    static Desk of(Commands commands, Time time, WorkFolder folder) {
        return new Desk(commands, time, folder, Executors.newFixedThreadPool(CHECKS_AT_ONCE, Desk::background));
    }

    /** One that ends with the program. */
    static Thread background(Runnable task) {
        Thread thread = new Thread(task, "page");
        thread.setDaemon(true);
        return thread;
    }

    /** Runs it, now or when others have ended. */
    void check(BackgroundCheck check) {
        checks.execute(check);
    }

    /** Starts it at once. The program does not end before it. */
    void start(PageRun run) {
        new Thread(run, "upload").start();
    }

    /** Starts no check any more. */
    @Override
    public void close() {
        checks.shutdownNow();
    }
}
