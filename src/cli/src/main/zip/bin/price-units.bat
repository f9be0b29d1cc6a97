@echo off
rem Runs price-units. The first run leaves a class-data archive beside the jars; later runs start faster with it.
setlocal
set "home=%~dp0.."
set "archive=%home%\lib\price-units.jsa"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
set "new=%archive%.%RANDOM%"
set "share=-XX:ArchiveClassesAtExit=%new%"
if exist "%archive%" set "share=-XX:SharedArchiveFile=%archive%"
rem A bulk run lives as long as its files are: the second compiler pays for itself.
set "compiler=-XX:TieredStopAtLevel=1 -XX:CICompilerCount=1"
for %%a in (%*) do if "%%~a"=="--bulk" set "compiler="
"%java%" "%share%" %compiler% -XX:+UseSerialGC -XX:-UsePerfData -Xshare:auto -Xlog:disable -Xlog:all=error:stderr -jar "%home%\lib\price-units-cli-${project.version}.jar" %*
set "status=%errorlevel%"
if exist "%new%" move /y "%new%" "%archive%" >nul
exit /b %status%
