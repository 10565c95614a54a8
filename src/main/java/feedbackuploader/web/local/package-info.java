/**
 * A web server for one person on this computer: who may ask it (loopback, host, token, cookie, origin), how large and
 * how slow a request may be, what every answer forbids a browser, the page's own files, and events that are pushed to
 * open pages. It knows nothing of feedback: what there is to answer comes as {@link
 * feedbackuploader.web.local.Routes}.
 */
@NullMarked
package feedbackuploader.web.local;

import org.jspecify.annotations.NullMarked;
