/**
 * How a deployment is reached: its address, the key, headers, proxies, certificates, the HTTP client. It must not know what
 * is asked there.
 */
@NullMarked
package feedbackuploader.adaptive.connection;

import org.jspecify.annotations.NullMarked;
