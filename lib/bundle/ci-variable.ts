import type { BundleDetails } from './details';
import { variables } from './variables';

/**
 * A secret variable of a CI system that holds the whole access on one line: base64 of a script for any POSIX shell, which writes
 * the certificates into a temporary folder (mktemp makes it for its owner alone) and sets the variables. `puppis_undo` takes both
 * back.
 */
export const ciVariable = (details: BundleDetails & { keyPem: string }): string =>
  Buffer.from(script(details)).toString('base64');

const script = ({ caPem, certPem, keyPem, endpoint, engineVersion }: BundleDetails & { keyPem: string }) => `\
if command -v puppis_undo >/dev/null 2>&1; then puppis_undo; fi
if _puppis_folder=$(mktemp -d); then
  puppis_undo() {
    rm -rf "$_puppis_folder"
    unset ${variables.join(' ')} _puppis_folder
    unset -f puppis_undo
  }
  printf %s '${caPem}' >"$_puppis_folder/ca.pem"
  printf %s '${certPem}' >"$_puppis_folder/cert.pem"
  printf %s '${keyPem}' >"$_puppis_folder/key.pem"
  chmod 600 "$_puppis_folder/key.pem"
  export DOCKER_HOST='${endpoint}'
  export DOCKER_TLS_VERIFY='1'
  export DOCKER_CERT_PATH="$_puppis_folder"
  ${engineVersion === null ? 'unset DOCKER_VERSION' : `export DOCKER_VERSION='${engineVersion}'`}
else
  unset _puppis_folder
  false
fi
`;
