#!/usr/bin/env bash
# Converts articles with GNU parallel: parallel.sh ARTICLES.jsonl OUT ANSWERS.jsonl [option of offprint stream ...]
# On several machines: PARALLEL="--sshloginfile nodes" parallel.sh ...; they share OUT, and each has offprint.
# Where parallel is missing, split and xargs do the same on one machine.
set -euo pipefail
articles=$1 out=$2 answers=$3
shift 3
# One thread each: there are as many processes as cores. A process takes a block of lines, so that its start, some
# milliseconds, counts for nothing.
stream=("${OFFPRINT:-offprint}" stream --jobs 1 -o "$out" "$@")
mkdir -p "$out"
if command -v parallel >/dev/null; then
  parallel --will-cite --quote --pipe --block "${BLOCK:-4M}" "${stream[@]}" <"$articles" >"$answers"
else
  parts=$(mktemp -d)
  trap 'rm -rf "$parts"' EXIT
  split --number="l/$((4 * $(nproc)))" "$articles" "$parts/part-"
  # Each process writes its answers to a file of its own: lines of several must not get mixed up.
  find "$parts" -name 'part-*' -print0 |
    xargs -0 -P "$(nproc)" -I{} sh -c 'part=$1; shift; "$@" <"$part" >"$part.answers"' sh {} "${stream[@]}"
  cat "$parts"/*.answers >"$answers"
fi
