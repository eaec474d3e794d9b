import type { BundleDetails } from '../details';

/** docker.fish; the block keeps its one variable to itself. */
export const dockerFish = ({ clusterName, endpoint, engineVersion }: BundleDetails) => `\
# Points docker at the cluster ${clusterName}, in this shell only: source docker.fish
# docker-undo.fish takes it back.
begin
    set -l here (realpath (dirname (status -f)))
    if not test -f "$here/cert.pem"
        echo 'docker.fish: cert.pem is not beside this file. Nothing was changed.' >&2
        return 1
    end
    set -gx DOCKER_HOST '${endpoint}'
    set -gx DOCKER_TLS_VERIFY 1
    set -gx DOCKER_CERT_PATH "$here"
    ${engineVersion === null ? 'set -eg DOCKER_VERSION' : `set -gx DOCKER_VERSION '${engineVersion}'`}
end
true
`;
