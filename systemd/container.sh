# For systemd/test and packaging/deb-test, which read it: a container with a real systemd in it, and
# checks that are counted. Nothing of the machine is changed; the container has only loopback for a
# network, and ends with the script.

passed=0 failed=0
check() { # check STATUS WHAT
  if [ "$1" = 0 ]; then
    passed=$((passed + 1))
    echo "pass: $2"
  else
    failed=$((failed + 1))
    echo "FAIL: $2"
  fi
}

skip() { # skip REASON…
  echo "$(basename "$0"): skipped: $*"
  exit 0
}

eventually() { # eventually SECONDS COMMAND…
  local tries=$(($1 * 10))
  shift
  for _ in $(seq "$tries"); do "$@" && return 0; sleep 0.1; done
  return 1
}

milliseconds() { echo $(($(date +%s%N) / 1000000)); }

# Of the service, inside.
property() { inside systemctl show rassegna -p "$1" --value; }
is() { [ "$(property "$1")" = "$2" ]; }

nspawn= leader= groups=()

# boot ROOT: systemd as the first process of the files below ROOT. Where this machine itself is not run
# by systemd, the container gets a control group here.
boot() {
  local name=rassegna-$$ options=(--register=no) tree group
  if [ ! -d /run/systemd/system ]; then
    options+=(--keep-unit)
    tree=/sys/fs/cgroup
    [ "$(stat -f -c %T $tree)" = cgroup2fs ] || tree=/sys/fs/cgroup/unified
    [ "$(stat -f -c %T $tree 2>/dev/null)" = cgroup2fs ] || skip "there is no unified control group tree"
    mkdir "$tree/$name" || skip "no control group can be made"
    groups+=("$tree/$name")
    if [ -d /sys/fs/cgroup/systemd ] && mkdir "/sys/fs/cgroup/systemd/$name"; then
      groups+=("/sys/fs/cgroup/systemd/$name")
    fi
  fi
  (
    for group in "${groups[@]}"; do echo $BASHPID >"$group/cgroup.procs"; done
    export SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1
    exec systemd-nspawn --quiet --boot --directory="$1" --machine="$name" "${options[@]}" \
      --private-network --console=pipe --link-journal=no --resolv-conf=off --timezone=off \
      systemd.unit=basic.target systemd.show_status=no
  ) >"$1.console" 2>&1 </dev/null &
  nspawn=$!
  for _ in $(seq 200); do
    leader=$(pgrep -P "$nspawn" -x systemd | head -n 1)
    [ -z "$leader" ] || break
    kill -0 "$nspawn" 2>/dev/null || break
    sleep 0.05
  done
  [ -n "$leader" ] || { cat "$1.console" >&2; skip "the container does not boot"; }
  eventually 20 is_up
}
is_up() { case $(inside systemctl is-system-running 2>/dev/null) in running | degraded) ;; *) false ;; esac; }

inside() { # inside COMMAND…
  nsenter -t "$leader" -m -u -i -n -p -C -- env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    DEBIAN_FRONTEND=noninteractive "$@" </dev/null
}

# Ends the container, and takes its control groups away.
shut_down() {
  local group
  if [ -n "$leader" ]; then
    kill -RTMIN+4 "$leader" 2>/dev/null # systemd(1): power off
    for _ in $(seq 100); do kill -0 "$nspawn" 2>/dev/null && sleep 0.1; done
  fi
  [ -z "$nspawn" ] || kill -KILL "$nspawn" 2>/dev/null
  wait 2>/dev/null
  for group in "${groups[@]}"; do find "$group" -depth -type d -exec rmdir {} + 2>/dev/null; done
}
