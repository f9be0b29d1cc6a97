#!/usr/bin/env bash
# A job of asynchronous pricing on two nodes of one PostgreSQL: kill -STOP of the node that took it until it is taken for
# dead, kill -CONT, then kill -9 of it, of the database, and of all that is left at once. The job must end with the files that
# the command line writes from the same records, byte for byte. usage: bench/faults/jobs.sh   PATIENTS (1500), ADMINISTRATIONS (6000), PORT: the first of three (18211)
source "$(dirname "$0")/../lib.sh"
need java
class_path=$(class_path)
folder=$out/faults-jobs
rm -rf "$folder"
mkdir -p "$folder"
# PostgreSQL refuses to run as root; the embedded one then steps down to another user, who must reach its files.
chmod 755 "$folder"
{
  machine
  java -Xmx768m -XX:+UseSerialGC -cp "$class_path" org.priceunits.faults.JobsUnderFaults "$(jar)" "$folder" \
    "${PATIENTS:-1500}" "${ADMINISTRATIONS:-6000}" "${PORT:-18211}" 2> "$folder/err"
} | tee "$out/faults-jobs.csv"
