#!/bin/sh
# Writes today's digest of the sample feeds below ./demo and shows its first stories. Run again, it
# finds nothing new.
set -eu
cd "$(dirname "$0")/../.."

# A state folder of the environment would win over the one of the configuration.
unset STATE_DIRECTORY

rassegna=.build/release/rassegna
configuration=config/demo/demo.toml
digests=demo/digests

mkdir -p "$digests"
editions() { find "$digests" -name '[0-9]*.txt' | sort; }

before=$(editions)
echo "== rassegna poll --all --config $configuration"
# One of the samples is no feed, on purpose: that is told, and does not end the demonstration.
"$rassegna" poll --all --config "$configuration" || echo "(exit status $?)"
echo "== rassegna digest demo --config $configuration"
"$rassegna" digest demo --config "$configuration"
after=$(editions)

newest=$(printf '%s\n' "$after" | tail -n 1)
[ -n "$newest" ] || { echo "No digest was written." >&2; exit 1; }
page=$(pwd)/${newest%.txt}.html

echo
if [ "$before" = "$after" ]; then
  echo "Nothing is new since the last edition: $page"
  echo "('make clean' forgets what was read; 'make demo' then starts afresh.)"
else
  echo "Today's digest: $page"
  echo "Its first stories, as ${newest#"$digests"/} tells them:"
  echo
  head -n 40 "$newest"
  echo "…"
fi
