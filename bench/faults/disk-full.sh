#!/usr/bin/env bash
# The H2 file may grow no further while claims are stored, as on a full disk; then there is space again and the server is
# started anew. Every acknowledged claim must be there once, and nothing may fail but while there was no space.
# usage: bench/faults/disk-full.sh   LEFT_MIB (4)
source "$(dirname "$0")/../lib.sh"
need java prlimit
class_path=$(class_path)
{
  machine
  java -Xmx512m -XX:+UseSerialGC -cp "$class_path" org.priceunits.faults.DiskFull "$(jar)" "$root" "$scratch" "${LEFT_MIB:-4}" 2> "$out/faults-disk-full.err"
} | tee "$out/faults-disk-full.csv"
