import type { BundleDetails } from '../details';

/**
 * docker.env for bash, zsh, dash and their like. bash and zsh say which file they read. dash does not, but has it open:
 * on Linux the descriptors of the shell (in a command substitution, the parent) lead to it, and the mark tells it from
 * other files. Where that fails too, the current folder is taken if it is the bundle's.
 *
 * The function runs in a command substitution, so that nothing of it stays behind; `_puppis_…` are unset at the end.
 */
export const dockerEnv = ({ clusterName, endpoint, engineVersion, mark }: BundleDetails) => `\
# Points docker at the cluster ${clusterName}, in this shell only.
#   bash, zsh:  source docker.env
#   dash, sh:   . ./docker.env
# docker-undo.env takes it back. Bundle ${mark}

_puppis_folder() {
  script=
  if [ -n "\${ZSH_VERSION:-}" ]; then
    emulate -R zsh
    eval 'script=\${(%):-%x}'
  elif [ -n "\${BASH_VERSION:-}" ]; then
    script=$BASH_SOURCE
  elif [ -r /proc/self/stat ]; then
    set +f
    IFS= read -r stat </proc/self/stat
    parent=\${stat##*) ? }
    for file in "/proc/\${parent%% *}/fd/"* "/proc/\${stat%% *}/fd/"*; do
      [ -f "$file" ] && grep -q '^#.* Bundle ${mark}$' "$file" || continue
      script=$(readlink "$file") && [ -f "\${script%/*}/cert.pem" ] && break
      script=
    done
  fi
  if [ -z "$script" ] && grep -q '^#.* Bundle ${mark}$' ./docker.env 2>/dev/null; then
    script=./docker.env
  fi
  case $script in
    (/*) ;;
    (?*) script=./$script ;;
    (*) return 1 ;;
  esac
  CDPATH= \\cd -- "\${script%/*}/" >/dev/null && [ -f cert.pem ] && pwd
}

if _puppis_here=$(_puppis_folder); then
  export DOCKER_HOST='${endpoint}'
  export DOCKER_TLS_VERIFY='1'
  export DOCKER_CERT_PATH="$_puppis_here"
  ${engineVersion === null ? 'unset DOCKER_VERSION' : `export DOCKER_VERSION='${engineVersion}'`}
  unset _puppis_here
  unset -f _puppis_folder
else
  unset _puppis_here
  unset -f _puppis_folder
  echo 'docker.env: this shell does not tell where this file is, or cert.pem is not beside it.' >&2
  echo 'Nothing was changed. Go to the folder of the bundle first, then: . ./docker.env' >&2
  return 1
fi
`;
