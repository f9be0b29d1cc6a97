#!/usr/bin/env bash
# Administrations per second of `price --bulk`, beside a loop in which HAPI parses each line and encodes as many resources
# as the run wrote: in turns, on one thread and on all cores; memory and temporary disk of the run.
# usage: bench/bulk.sh   PATIENTS (20000), ADMINISTRATIONS (100000), ROUNDS (3), HEAP (1g), THREADS (1 and all cores),
#        LOOP=no leaves the loop out, for a run of millions: it writes 5 kB an administration into TMPDIR
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need java python3
patients=${PATIENTS:-20000}
administrations=${ADMINISTRATIONS:-100000}
heap=${HEAP:-1g}
path=$(class_path)
java -cp "$path" org.priceunits.bulk.NightOfRecords "$scratch/night" "$patients" "$administrations"
machine
echo "# $administrations administrations of $patients patients, $(du -sm "$scratch/night" | cut -f 1) MB, heap $heap"
python3 - "${ROUNDS:-3}" "$administrations" "$scratch" "$path" "$heap" "${THREADS:-1 $(nproc)}" "${LOOP:-yes}" << 'PYTHON'
import os, resource, shutil, statistics, subprocess, sys, threading, time
rounds, administrations, scratch, path, heap, threads_of_runs, looped = int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:]
# As bin/price-units runs it, but for the class-data archive; the loop too.
java = ["java", "-Xmx" + heap, "-XX:+UseTransparentHugePages", "-XX:+UseParallelGC", "-XX:-UsePerfData", "-cp", path]

def run(command):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.time()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = disk = 0
    while process.poll() is None:
        try:
            with open(f"/proc/{process.pid}/status") as status:
                peak = max(peak, *[int(l.split()[1]) for l in status if l.startswith("VmHWM")] or [0])
        except OSError:
            pass
        total = 0
        for folder, _, files in os.walk(scratch):
            if ".price-units-" in folder:
                for file in files:
                    try:
                        total += os.path.getsize(os.path.join(folder, file))
                    except OSError:
                        pass
        disk = max(disk, total)
        time.sleep(0.2)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode not in (0, 1):
        sys.exit("%s ended with %d" % (command[-1], process.returncode))
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.time() - start, cpu, peak // 1024, disk // 1048576

def bulk(threads):
    shutil.rmtree(scratch + "/claims", ignore_errors=True)
    return run(java + ["org.priceunits.cli.PriceUnitsCommand", "price", "--bulk", "--payer", "medicare", "--no-progress",
                       "--threads", str(threads), "--out", scratch + "/claims", scratch + "/night"])

def loop(threads):
    wall = cpu = 0
    for source in ("MedicationAdministration", "Encounter", "Condition", "Patient"):
        again = run(java + ["org.priceunits.bulk.ParseAndEncode", scratch + f"/night/{source}.ndjson", scratch + "/encoded",
                            scratch + ("/claims/Claim.ndjson" if source == "MedicationAdministration" else
                                       "/claims/OperationOutcome.ndjson" if source == "Encounter" else "/dev/null"), str(threads)])
        wall, cpu = wall + again[0], cpu + again[1]
    return wall, cpu

print("threads,bulk_per_s,bulk_cpu_ms,loop_per_s,loop_cpu_ms,ratio_wall,ratio_cpu,rss_mb,temporary_mb")
for threads in sorted({int(count) for count in threads_of_runs.split()}):
    rows = []
    for _ in range(rounds):
        b = bulk(threads)
        l = loop(threads) if looped == "yes" else (float("nan"), float("nan"))
        rows.append((administrations / b[0], b[1] * 1000 / administrations, administrations / l[0],
                     l[1] * 1000 / administrations, l[0] / b[0], l[1] / b[1], b[2], b[3]))
    m = [statistics.median(column) for column in zip(*rows)]
    print(f"{threads},{m[0]:.0f},{m[1]:.3f},{m[2]:.0f},{m[3]:.3f},{m[4]:.2f},{m[5]:.2f},{m[6]:.0f},{m[7]:.0f}", flush=True)
PYTHON
