@echo off
rem Runs price-units: serve starts the server; price, check and load are those of the command line.
setlocal
set "home=%~dp0.."
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
set "options=-XX:TieredStopAtLevel=1 -XX:CICompilerCount=1"
rem A bulk run lives as long as its files are: the second compiler pays for itself.
for %%a in (%*) do if "%%~a"=="--bulk" set "options="
if "%~1"=="" set "options=-XX:+ExitOnOutOfMemoryError -XX:MaxRAMPercentage=70"
if "%~1"=="serve" set "options=-XX:+ExitOnOutOfMemoryError -XX:MaxRAMPercentage=70"
"%java%" -XX:+UseSerialGC %options% -jar "%home%\price-units.jar" %*
exit /b %errorlevel%
