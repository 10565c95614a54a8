#!/bin/sh
# A shell script followed by a runnable jar: `feedback-uploader …` and `java -jar feedback-uploader …` are the same program.
file=$0
[ -L "$0" ] && file=$(readlink -f "$0" 2>/dev/null || echo "$0")
image=${file%/*}/..
if [ -x "$image/bin/java" ] && [ -r "$image/lib/feedback-uploader.jar" ]; then
  # In an image with a Java of its own, which has the classes of the program in its own archive.
  java=$image/bin/java file=$image/lib/feedback-uploader.jar
elif [ -n "$JAVA_HOME" ] && [ -x "$JAVA_HOME/bin/java" ]; then java=$JAVA_HOME/bin/java; else java=java; fi
command -v "$java" >/dev/null 2>&1 || { echo "feedback-uploader needs Java 17 or later: there is no 'java' on the PATH, and JAVA_HOME is not set." >&2; exit 5; }
# Java takes file names as the locale spells them: in the C locale it could not open one with an accent.
case "${LC_ALL:-${LC_CTYPE:-${LANG:-C}}}" in C|POSIX) LC_ALL=C.UTF-8; export LC_ALL;; esac
[ -t 0 ] && input=true || input=false
[ -t 1 ] && output=true || output=false
[ -t 2 ] && terminal=true || terminal=false
# The build leaves the classes beside the program as Java has them in memory. Another Java than that one goes without, in silence.
[ -r "$file.jsa" ] && classes="-XX:SharedArchiveFile=$file.jsa" || classes=-Xshare:auto
# Java 17 takes them only for a jar of the very name that they were made with: this name (proc(5)) is the same wherever the program lies.
jar=/proc/self/fd/9
{ [ -r "$file" ] && exec 9<"$file" && [ -r "$jar" ]; } 2>/dev/null || jar=$file
# Java's second compiler pays for itself from some 16 MB on, if it is sparing, and with a sandbox or a page that stays.
compiler=-XX:TieredStopAtLevel=1
for argument; do
  case "$argument" in
    sandbox|ui|-) compiler=-XX:+TieredCompilation;;
    -*) ;;
    *) [ -f "$argument" ] && [ -n "$(find "$argument" -prune -size +32768 2>/dev/null)" ] && compiler='-XX:CompileThresholdScaling=4 -XX:InlineSmallCode=700';;
  esac
done
# A batch job on Linux (sched(7)): its threads, which hand each other every row, do not push each other off the core for it.
chrt -b -p 0 $$ >/dev/null 2>&1
# Memory is taken when rows need it: with a small heap to begin with, what has become garbage is cleared instead of let lie.
case "$FEEDBACK_UPLOADER_JAVA_OPTS" in *-Xmx*|*-Xms*) heap=;; *) heap='-Xms24m -XX:NewSize=12m -Xmx128m';; esac
: "${MALLOC_ARENA_MAX:=1}"; export MALLOC_ARENA_MAX
# Of options that Java does not take, it would say exit code 1, which means invalid rows.
if [ -n "$FEEDBACK_UPLOADER_JAVA_OPTS$JDK_JAVA_OPTIONS$JAVA_TOOL_OPTIONS" ]; then
  said=$("$java" -XX:+UseSerialGC $heap $FEEDBACK_UPLOADER_JAVA_OPTS -version 2>&1) || { echo "Java does not start with the options in FEEDBACK_UPLOADER_JAVA_OPTS, JDK_JAVA_OPTIONS or JAVA_TOOL_OPTIONS, so nothing was sent. Correct them and run the same command again. Java says: $said" >&2; exit 5; }
fi
# A core dump would hold the API key.
exec "$java" -XX:+UseSerialGC $heap -XX:-CreateCoredumpOnCrash -Xlog:disable $compiler "$classes" "-Dfeedbackuploader.terminal=$terminal" "-Dfeedbackuploader.inputTerminal=$input" "-Dfeedbackuploader.outputTerminal=$output" "-Dfeedbackuploader.name=$0" $FEEDBACK_UPLOADER_JAVA_OPTS -jar "$jar" "$@"
