# What the scripts here share; read with `source`, not run. Everything a script starts is ended by process id when it
# ends, however it ends. Figures of processes come from /proc, so the machine runs Linux.
set -euo pipefail

name=$(basename "$0")
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
out=$root/target/bench
port=${PORT:-18190}
base=http://127.0.0.1:$port
scratch=$(mktemp -d)
started=()
mkdir -p "$out"

fail() {
  echo "$name: $*" >&2
  exit 1
}

need() {
  local tool
  for tool in "$@"; do
    command -v "$tool" > /dev/null || fail "$tool is not installed"
  done
}

# stop PID: asks it to end, insists after 30 seconds.
stop() {
  local tries=0
  kill "$1" 2> /dev/null || return 0
  while kill -0 "$1" 2> /dev/null; do
    ((++tries < 300)) || kill -KILL "$1" 2> /dev/null || true
    sleep 0.1
  done
  wait "$1" 2> /dev/null || true
}

finish() {
  local pid
  for pid in ${started[@]+"${started[@]}"}; do
    stop "$pid"
  done
  rm -rf "$scratch"
}
trap finish EXIT
trap 'exit 130' INT TERM

# start LOG COMMAND...: runs it beside the script and leaves its process id in $server.
start() {
  local log=$1
  shift
  curl -s -o /dev/null "$base" && fail "port $port is taken: set PORT"
  "$@" > "$log" 2>&1 &
  server=$!
  started+=("$server")
  log_of_server=$log
}

# await PATH SECONDS: until the server answers 200 there.
await() {
  local end=$((SECONDS + $2))
  until curl -fs -o /dev/null "$base$1"; do
    kill -0 "$server" 2> /dev/null || fail "the server ended: $(tail -n 5 "$log_of_server")"
    ((SECONDS < end)) || fail "no answer on $1 after $2 s"
    sleep 0.1
  done
}

now() { date +%s.%N; }

# Processor seconds of a process so far, user and system.
cpu() {
  local ticks
  ticks=$(getconf CLK_TCK)
  sed 's/.*) //' "/proc/$1/stat" | awk -v ticks="$ticks" '{ printf "%.2f", ($12 + $13) / ticks }'
}

# Resident megabytes of a process now.
rss() { awk '/^VmRSS:/ { printf "%d", $2 / 1024 }' "/proc/$1/status"; }

# The most resident megabytes that a process had so far.
peak() { awk '/^VmHWM:/ { printf "%d", $2 / 1024 }' "/proc/$1/status"; }

minus() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a - b }'; }

jar() {
  local found=("$root"/target/price-units-*.jar)
  [[ -f ${found[0]} ]] || fail "there is no jar: run ./mvnw -DskipTests package"
  echo "${found[0]}"
}

# The class path of the server's tests, as the build wrote it.
class_path() {
  local file=$root/target/test-class-path
  [[ -s $file && -d $root/target/test-classes/org/priceunits/bench ]] || fail "nothing is compiled: run ./mvnw -DskipTests package"
  echo "$root/target/test-classes:$root/target/classes:$(cat "$file")"
}

# The machine, as comment lines above the figures.
machine() {
  echo "# $(date -u +%Y-%m-%dT%H:%MZ), $(git -C "$root" describe --always --dirty 2> /dev/null || echo 'no git')"
  echo "# $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores, $(awk '/^MemTotal/ { printf "%d", $2 / 1048576 }' /proc/meminfo) GiB, Linux $(uname -r)"
  echo "# $(java -version 2>&1 | sed -n 2p)"
  echo "# load before: $(cut -d ' ' -f 1-3 /proc/loadavg)"
}

# cms_files FOLDER: leaves in $files the options of `load` for all that lies in hcpcs/, asp/, crosswalk/ and mue/ there.
cms_files() {
  local file
  files=(--hcpcs "$1/hcpcs/HCPC2025_OCT_ANWEB.xlsx")
  for file in "$1"/asp/*.csv; do files+=(--asp "$file" --posted "$(posted "$file")"); done
  for file in "$1"/crosswalk/asp_ndc_*.csv; do files+=(--crosswalk "$file"); done
  for file in "$1"/mue/*.csv; do files+=(--mue "$file"); done
}

# The day on which a quarter's limits were posted is not in the file; the week before the quarter is close enough to measure.
posted() {
  case $1 in
    *2024Q1*) echo 2023-12-21 ;; *2024Q2*) echo 2024-03-21 ;; *2024Q3*) echo 2024-06-20 ;; *2024Q4*) echo 2024-09-19 ;;
    *2025Q1_rev*) echo 2025-03-07 ;; *2025Q1*) echo 2024-12-19 ;; *2025Q2*) echo 2025-03-20 ;; *2025Q3*) echo 2025-06-19 ;;
    *) fail "no posting date for $1" ;;
  esac
}
