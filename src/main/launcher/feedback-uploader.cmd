@echo off
rem The program for Windows: this file and the file feedback-uploader stand side by side.
setlocal
if defined JAVA_HOME (set "java=%JAVA_HOME%\bin\java.exe") else (set "java=java.exe")
"%java%" -version >nul 2>&1 || (echo feedback-uploader needs Java 17 or later: there is no java.exe on the PATH or in JAVA_HOME. 1>&2 & exit /b 5)
if exist "%~dp0feedback-uploader.jsa" (set "classes=-XX:SharedArchiveFile=%~dp0feedback-uploader.jsa") else (set "classes=-Xshare:auto")
rem Without an option for the heap, the same as elsewhere.
set "heap=-Xms24m -XX:NewSize=12m -Xmx128m"
if defined FEEDBACK_UPLOADER_JAVA_OPTS set "heap="
"%java%" -XX:+UseSerialGC %heap% -XX:-CreateCoredumpOnCrash -Xlog:disable "%classes%" "-Dfeedbackuploader.name=feedback-uploader" %FEEDBACK_UPLOADER_JAVA_OPTS% -jar "%~dp0feedback-uploader" %*
exit /b %ERRORLEVEL%
