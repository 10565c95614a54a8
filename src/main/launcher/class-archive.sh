#!/bin/sh
# Gives the image in $1 its own class archive, of the classes that a start loads; $2 is a folder for its files.
set -eu
image=$1 work=$2
rm -rf "$work"
mkdir -p "$work"
jar=/proc/self/fd/9
{ exec 9<"$image/lib/feedback-uploader.jar" && [ -r "$jar" ]; } 2>/dev/null || jar=$image/lib/feedback-uploader.jar
run() { "$image/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "$@"; }
# An upload would load twice as many, and make the archive twice as large. In a folder of its own it finds nothing left to clear away, which would take more.
run -Xshare:off "-Djava.io.tmpdir=$work" -XX:DumpLoadedClassList="$work/loaded" -jar "$jar" help upload >"$work/output" 2>&1
# Java 17 puts them in the order of their addresses, with a random number for each name: the bytes differ, the classes do not.
grep -v '^[#@]' "$work/loaded" | sed 's/ id:.*//' | LC_ALL=C sort -u >"$work/classes"
run -Xshare:dump -XX:SharedClassListFile="$work/classes" -XX:SharedArchiveFile="$image/lib/server/classes.jsa" -cp "$jar" >>"$work/output" 2>&1
