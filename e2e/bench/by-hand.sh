#!/bin/bash
# The least that makes a Swarm of one without Puppis: a network, a container that runs the segment image's own dockerd, and
# `docker swarm init` in it.   by-hand.sh start IMAGE NAME   by-hand.sh remove NAME
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
exec dockerd -H unix:///var/run/docker.sock -H tcp://0.0.0.0:2375 --tls=false'

start() {
  docker network create "$2"
  docker run -d --name "$2" --network "$2" --memory 1g --cpus 1 -v "$2:/var/lib/docker" --cap-drop ALL \
    $(printf -- '--cap-add %s ' $capabilities) --security-opt seccomp=unconfined --security-opt apparmor=unconfined \
    --security-opt systempaths=unconfined --entrypoint sh "$1" -c "$inside"
  address=$(docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$2")
  until DOCKER_HOST=tcp://$address:2375 docker version; do sleep 0.02; done
  DOCKER_HOST=tcp://$address:2375 docker swarm init
}

remove() {
  docker rm -fv "$1"
  docker volume rm "$1"
  docker network rm "$1"
}

"$@"
