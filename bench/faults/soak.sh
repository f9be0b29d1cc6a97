#!/usr/bin/env bash
# A mixed load of claims, pricings, searches and terminology on a heap of 512 MiB: what lives after a collection and the
# number of threads stay flat.
# usage: bench/faults/soak.sh   SECONDS_LONG (600)
source "$(dirname "$0")/../lib.sh"
need java
class_path=$(class_path)
{
  machine
  java -Xmx512m -XX:+UseSerialGC -cp "$class_path" org.priceunits.faults.Soak "$(jar)" "$root" "$scratch" "${SECONDS_LONG:-600}" 2> "$out/faults-soak.err"
} | tee "$out/faults-soak.csv"
