#!/usr/bin/env bash
# Service lines of an 837 per second, beside pricing in the same run: pricing to Claims, Claims to X12 with the writer's
# own check, X12 to Claims. One thread, one process, in turns.
# usage: bench/x12.sh   ADMINISTRATIONS (2000), ROUNDS (5)
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need java
cd "$root"
machine
java -Xmx1g -cp "$(class_path)" org.priceunits.x12.LinesPerSecond "${ADMINISTRATIONS:-2000}" "${ROUNDS:-5}" | tee "$out/x12.csv"
