import type { BundleDetails } from '../details';

/**
 * docker.env for bash, zsh, dash and their like. bash and zsh say which file they read. dash does not, but has it open:
 * on Linux the descriptors of the shell (in a command substitution, the parent) lead to it, and the bundle's own line
 * tells it from other files. Failing that, the current folder is taken if it is this bundle's.
 *
 * The function runs in a command substitution, so that nothing in it stays behind, and may forget the user's own `cd`.
 */
export const dockerEnv = ({ clusterName, endpoint, engineVersion, mark }: BundleDetails) => `\
# Points docker at the cluster ${clusterName}, in this shell only.
#   bash, zsh:  source docker.env
#   dash, sh:   . ./docker.env
# docker-undo.env takes it back.
# Bundle ${mark}

_puppis_folder() {
  if [ -n "\${ZSH_VERSION:-}" ]; then
    emulate -R zsh
    eval 'script=\${(%):-%x}'
  elif [ -n "\${BASH_VERSION:-}" ]; then
    script=$BASH_SOURCE
  else
    set +f
    mark='# Bundle ${mark}'
    script=docker.env
    if [ -r /proc/self/stat ]; then IFS= read -r self </proc/self/stat; else self=; fi
    parent=\${self##*) ? }
    for file in "/proc/\${parent%% *}/fd/"* "/proc/\${self%% *}/fd/"*; do
      [ -f "$file" ] && grep -Fqx "$mark" "$file" || continue
      found=$(readlink "$file") && [ -f "\${found%/*}/cert.pem" ] || continue
      script=$found
      break
    done
    grep -Fqx "$mark" "$script" 2>/dev/null || return 1
  fi
  case $script in
    (/*) ;;
    (*) script=./$script ;;
  esac
  unset -f cd pwd 2>/dev/null || :
  \\cd "\${script%/*}/" >/dev/null && [ -f cert.pem ] && \\pwd
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
