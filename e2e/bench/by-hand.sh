#!/bin/bash
# The least that makes a Swarm of one without Puppis: a network, a container that runs the segment image's own dockerd, and
# `docker swarm init` in it; then two more that join it as managers.
#   by-hand.sh start IMAGE NAME   by-hand.sh grow IMAGE NAME   by-hand.sh remove NAME
set -eu

capabilities='SYS_ADMIN NET_ADMIN NET_RAW SYS_CHROOT CHOWN DAC_OVERRIDE FOWNER FSETID SETGID SETUID SETPCAP SETFCAP MKNOD KILL
  NET_BIND_SERVICE AUDIT_WRITE SYS_PTRACE'

# What an engine in a container needs (cgroups it can write to, iptables that the kernel knows), then dockerd as it comes.
inside='
mount -o remount,bind,rw /sys
for group in $(awk "\$5 ~ \"^/sys/fs/cgroup\" { print \$5 }" /proc/self/mountinfo); do mount -o remount,bind,rw "$group"; done
mount --make-rshared /
if ! iptables -nL > /dev/null 2>&1; then
  mkdir /run/legacy
  for command in iptables ip6tables; do ln -s "$(command -v "$command-legacy")" "/run/legacy/$command"; done
  PATH=/run/legacy:$PATH
fi
exec dockerd -H unix:///run/by-hand/docker.sock'

# NAME: the folder on this machine that has the engine's socket. Not a TCP address: without certificates dockerd first sleeps a second.
socket_of() { echo "/tmp/$1"; }

# IMAGE NETWORK NAME: runs it and waits until it answers
engine() {
  mkdir "$(socket_of "$3")"
  docker run -d --name "$3" --network "$2" --memory 1g --cpus 1 -v "$3:/var/lib/docker" -v "$(socket_of "$3"):/run/by-hand" --cap-drop ALL \
    $(printf -- '--cap-add %s ' $capabilities) --security-opt seccomp=unconfined --security-opt apparmor=unconfined \
    --security-opt systempaths=unconfined --entrypoint sh "$1" -c "$inside"
  until in_engine "$3" version; do sleep 0.02; done
}

in_engine() {
  host=unix://$(socket_of "$1")/docker.sock
  shift
  DOCKER_HOST=$host docker "$@"
}

start() {
  docker network create "$2"
  engine "$1" "$2" "$2"
  in_engine "$2" swarm init
}

grow() {
  engine "$1" "$2" "$2-2" &
  engine "$1" "$2" "$2-3" &
  wait
  token=$(in_engine "$2" swarm join-token -q manager)
  first=$(docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$2")
  for name in "$2-2" "$2-3"; do in_engine "$name" swarm join --token "$token" "$first:2377"; done
  until [ "$(in_engine "$2" node ls --format '{{.Status}} {{.ManagerStatus}}' | grep -cE '^Ready (Leader|Reachable)')" = 3 ]; do
    sleep 0.02
  done
}

remove() {
  for name in "$1" "$1-2" "$1-3"; do
    docker rm -fv "$name" || true
    docker volume rm "$name" || true
    rm -rf "$(socket_of "$name")"
  done
  docker network rm "$1"
}

"$@"
