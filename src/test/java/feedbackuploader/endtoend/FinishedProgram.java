package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What a run came to, as its user sees it. */
record FinishedProgram(List<String> command, int exitCode, String out, String err) {

    FinishedProgram exits(int code) {
        assertThat(exitCode).as(this::toString).isEqualTo(code);
        return this;
    }

    FinishedProgram says(String... parts) {
        assertThat(out).as(this::toString).contains(parts);
        return this;
    }

    FinishedProgram complains(String... parts) {
        assertThat(err).as(this::toString).contains(parts);
        return this;
    }

    /** What holds for every run. */
    void keepsItsManners() {
        Canary.isNotIn(out + err + command, "what was said");
        assertThat(out + err)
                .as("no stack trace, no mistake of the program's own")
                .doesNotContain("\tat ")
                .doesNotContain("Exception in thread")
                .doesNotContain("This is a bug in the program");
    }

    @Override
    public String toString() {
        return String.join(" ", command) + "\nexited with " + exitCode + " and said:\n" + out
                + "and on standard error:\n" + err;
    }
}
