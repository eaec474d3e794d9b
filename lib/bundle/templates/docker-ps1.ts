import type { BundleDetails } from '../details';

/** docker.ps1. Tools look for DOCKER_HOST on its first line. Assigning $null removes a variable. */
export const dockerPs1 = ({ clusterName, endpoint, engineVersion }: BundleDetails) => `\
$Env:DOCKER_HOST = "${endpoint}"
$Env:DOCKER_TLS_VERIFY = "1"
$Env:DOCKER_CERT_PATH = $PSScriptRoot
$Env:DOCKER_VERSION = ${engineVersion === null ? '$null' : `"${engineVersion}"`}
# Points docker at the cluster ${clusterName}, in this session only: .\\docker.ps1
# .\\docker-undo.ps1 takes it back.
`;
