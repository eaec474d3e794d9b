import type { BundleDetails } from '../details';
import { crlf } from './crlf';

/**
 * docker.cmd. In its own folder cmd.exe takes it for `docker`, so what was meant for docker is handed on: the last line.
 */
export const dockerCmd = ({ clusterName, endpoint, engineVersion }: BundleDetails) =>
  crlf(`\
@rem Points docker at the cluster ${clusterName}, in this window only: docker.cmd
@rem docker-undo.cmd takes it back.
@set "DOCKER_HOST=${endpoint}"
@set "DOCKER_TLS_VERIFY=1"
@set "DOCKER_CERT_PATH=%~dp0"
@set "DOCKER_VERSION=${engineVersion ?? ''}"
@if not "%~1"=="" docker.exe %*
`);
