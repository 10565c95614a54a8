@echo off
rem The program for Windows: this file and the file feedback-uploader stand side by side.
rem With delayed expansion, a ! in an argument would be lost; a variable named ERRORLEVEL would hide the exit code.
setlocal EnableExtensions DisableDelayedExpansion
set "ERRORLEVEL="
set "java=java.exe"
if defined JAVA_HOME set "java=%JAVA_HOME:"=%\bin\java.exe"
set "classes=-Xshare:auto"
if exist "%~dp0feedback-uploader.jsa" set "classes=-XX:SharedArchiveFile=%~dp0feedback-uploader.jsa"
rem Without an option for the heap, the same as elsewhere.
set "heap=-Xms24m -XX:NewSize=12m -Xmx128m"
set "options="
if defined FEEDBACK_UPLOADER_JAVA_OPTS set "options=%FEEDBACK_UPLOADER_JAVA_OPTS:"=%"
if defined options if not "%options:-Xmx=%"=="%options%" set "heap="
if defined options if not "%options:-Xms=%"=="%options%" set "heap="
rem Of options that Java does not take, it would say exit code 1, which means invalid rows.
"%java%" -XX:+UseSerialGC %heap% -Xlog:disable %FEEDBACK_UPLOADER_JAVA_OPTS% -version >nul 2>&1 || (echo feedback-uploader needs Java 17 or later, on the PATH or in JAVA_HOME, which starts with the options in FEEDBACK_UPLOADER_JAVA_OPTS, JDK_JAVA_OPTIONS and JAVA_TOOL_OPTIONS. Nothing was sent. 1>&2 & exit /b 5)
"%java%" -XX:+UseSerialGC %heap% -XX:-CreateCoredumpOnCrash -Xlog:disable "%classes%" "-Dfeedbackuploader.name=feedback-uploader" %FEEDBACK_UPLOADER_JAVA_OPTS% -jar "%~dp0feedback-uploader" %*
exit /b %ERRORLEVEL%
