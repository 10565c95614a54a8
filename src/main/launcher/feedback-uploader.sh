#!/bin/sh
# This file is a shell script followed by a runnable jar: `feedback-uploader …` and `java -jar feedback-uploader …` are the same program.
[ -t 2 ] && terminal=true || terminal=false
if [ -n "$JAVA_HOME" ] && [ -x "$JAVA_HOME/bin/java" ]; then java="$JAVA_HOME/bin/java"; else java=java; fi
command -v "$java" >/dev/null 2>&1 || { echo "feedback-uploader: needs Java 17 or later: no 'java' on the PATH, and JAVA_HOME is not set" >&2; exit 2; }
exec "$java" -XX:+UseSerialGC -Xshare:auto -Xmx256m -Dfeedbackuploader.terminal=$terminal $FEEDBACK_UPLOADER_JAVA_OPTS -jar "$0" "$@"
exit 2
