#!/usr/bin/env bash
# The wall clock of a server jumps by days to and fro under claims and pricings: nothing may be lost, and nothing may fail
# but what is under way at a jump.
# usage: bench/faults/clock-jump.sh   SECONDS_BETWEEN (10)
source "$(dirname "$0")/../lib.sh"
need java faketime
class_path=$(class_path)
library=$(dpkg -L libfaketime | grep '/libfaketimeMT\.so' | head -n 1)
{
  machine
  java -Xmx512m -XX:+UseSerialGC -cp "$class_path" org.priceunits.faults.ClockJump "$(jar)" "$root" "$scratch" "$library" "${SECONDS_BETWEEN:-10}" \
    2> "$out/faults-clock-jump.err"
} | tee "$out/faults-clock-jump.csv"
