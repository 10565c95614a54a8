/**
 * The port to a deployment: what is sent to it, what its answers prove, what it shows of what it recorded, its time and its
 * metrics. It must not know how a server is reached: {@code adaptive} does, or a test.
 */
@NullMarked
package feedbackuploader.server;

import org.jspecify.annotations.NullMarked;
