#!/usr/bin/env bash
# Processor time of `bin/price-units price` on one administration, beside that of a runnable jar: in turns, so that both
# see the same machine. The first run of each, which makes the class-data archive, is not counted.
# usage: bench/command-line.sh [JAR]      JAR: the runnable jar to compare with, by default this build's
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need unzip python3 java
compared=${1:-$(jar)}
unzip -q "$root"/target/price-units-cli-*.zip -d "$scratch"
command=$(echo "$scratch"/price-units-cli-*/bin/price-units)
python3 - "$root/README.md" "$scratch/one.json" << 'PYTHON'
import re, sys
readme = open(sys.argv[1]).read()
open(sys.argv[2], "w").write(re.search(r"-d '\n(\{.*?\n\})'", readme, re.S).group(1))
PYTHON
machine
python3 - "${ROUNDS:-5}" "$scratch/one.json" "$command" "$compared" << 'PYTHON'
import resource, statistics, subprocess, sys
rounds, file, command, jar = int(sys.argv[1]), *sys.argv[2:]
runs = {"bin/price-units": [command], "jar": ["java", "-jar", jar]}
seconds = {name: [] for name in runs}
for turn in range(rounds + 1):
    for name, start in runs.items():
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(start + ["price", "--billing-code", "J9010", file], stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if turn:
            seconds[name].append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
print("what,median_cpu_s,least_cpu_s")
for name, each in seconds.items():
    print(f"{name},{statistics.median(each):.2f},{min(each):.2f}")
print(f"ratio,{statistics.median(seconds['bin/price-units']) / statistics.median(seconds['jar']):.3f},")
PYTHON
