#!/usr/bin/env bash
# The disk under the H2 file fills up while claims are stored, then has space again and the server is started anew. Every
# acknowledged claim must be there once, and nothing may fail but while the disk was full. Needs root, to mount a small disk.
# usage: bench/faults/disk-full.sh   DISK_MIB (400), LEFT_MIB (8)
source "$(dirname "$0")/../lib.sh"
need java mount
class_path=$(class_path)
disk=$scratch/disk
mkdir "$disk"
mount -t tmpfs -o "size=${DISK_MIB:-400}m" tmpfs "$disk" || fail "a disk of its own cannot be mounted here"
trap 'umount "$disk" || true; finish' EXIT
{
  machine
  java -Xmx512m -XX:+UseSerialGC -cp "$class_path" org.priceunits.faults.DiskFull "$(jar)" "$root" "$disk" "${LEFT_MIB:-8}" 2> "$out/faults-disk-full.err"
} | tee "$out/faults-disk-full.csv"
