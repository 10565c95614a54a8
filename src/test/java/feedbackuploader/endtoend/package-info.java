/**
 * The packaged program from outside: started as a shell would start it, judged by its exit code, its words, the files it
 * leaves and what the sandbox says it was sent. {@code PackagedProgram} also makes sure after every run that the API key
 * stands in nothing that the run left behind.
 */
@NullMarked
package feedbackuploader.endtoend;

import org.jspecify.annotations.NullMarked;
