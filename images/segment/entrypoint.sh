#!/bin/sh
# Starts a segment's Docker engine. POSIX sh, and no tool that busybox lacks: any image with dockerd can be a segment.
# PUPPIS_MEMORY_BYTES is the plan's memory; everything about the engine itself is in /etc/docker/daemon.json.
set -eu
trap 'exit 143' TERM # the first process of a container ignores what it has no answer to

# What an unprivileged container gets read-only although the engine must write to it.
mount -o remount,bind,rw /sys
for group in $(awk '$5 ~ "^/sys/fs/cgroup" { print $5 }' /proc/self/mountinfo); do
  mount -o remount,bind,rw "$group"
done
mount --make-rshared /

# A cgroup v2 group with processes of its own cannot hand controllers down, and inner limits would not hold: make it a
# mere branch first. Again when a process came in between (docker exec starts in the root group).
if [ -f /sys/fs/cgroup/cgroup.controllers ]; then
  mkdir -p /sys/fs/cgroup/init
  tries=0
  until sed -e 's/ / +/g' -e 's/^/+/' /sys/fs/cgroup/cgroup.controllers > /sys/fs/cgroup/cgroup.subtree_control 2> /dev/null; do
    [ "$tries" -lt 50 ] || { echo 'puppis: cannot hand cgroup controllers down' >&2; exit 1; }
    tries=$((tries + 1))
    while read -r pid; do
      echo "$pid" > /sys/fs/cgroup/init/cgroup.procs 2> /dev/null || :
    done < /sys/fs/cgroup/cgroup.procs
  done
fi

# dockerd reads the machine's memory here; Swarm schedules by what dockerd says.
mkdir -p /run/puppis
awk -v most="$((PUPPIS_MEMORY_BYTES / 1024))" '
  /^Swap(Total|Free|Cached):/ { $2 = 0 }
  /^Mem(Total|Free|Available):/ && $2 > most { $2 = most }
  $3 == "kB" { printf "%-15s %10d kB\n", $1, $2; next }
  { print }
' /proc/meminfo > /run/puppis/meminfo
mount --bind /run/puppis/meminfo /proc/meminfo

# Left behind when the last run was killed; dockerd would take a foreign process for its own.
rm -rf /var/run/docker.pid /var/run/docker.sock /var/run/docker /run/containerd

# dockerd can start containerd itself, but then waits a whole second before it tries its socket a second time.
if command -v containerd > /dev/null; then
  while :; do
    containerd --config /opt/puppis/containerd.toml || echo "puppis: containerd ended with $?" >&2
    sleep 1
  done &
fi

# A kernel without nf_tables has the legacy tables only. Alpine keeps those commands in a folder, Debian by name.
if ! iptables -nL > /dev/null 2>&1; then
  legacy=/usr/local/sbin/.iptables-legacy
  if [ ! -d "$legacy" ] && command -v iptables-legacy > /dev/null; then
    legacy=/run/puppis/bin
    mkdir -p "$legacy"
    for command in iptables ip6tables; do ln -sf "$(command -v "$command-legacy")" "$legacy/$command"; done
  fi
  PATH="$legacy:$PATH"
fi

tries=0
while command -v containerd > /dev/null && [ ! -S /run/containerd/containerd.sock ] && [ "$tries" -lt 500 ]; do
  tries=$((tries + 1))
  sleep 0.02
done

init=$(command -v docker-init || command -v tini || :)
exec ${init:+"$init" --} dockerd
