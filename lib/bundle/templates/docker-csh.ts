import type { BundleDetails } from '../details';

/**
 * docker.csh for tcsh, which does not say which file it reads, but has it open: the shell's own descriptors lead to it (/proc on
 * Linux, lsof on macOS). A dollar sign in these commands would be the shell's, hence find, sed and grep.
 */
export const dockerCsh = ({ clusterName, endpoint, engineVersion }: BundleDetails) => `\
# Points docker at the cluster ${clusterName}, in this shell only: source docker.csh
# docker-undo.csh takes it back.
set _puppis_here = ""
if ( -d /proc/$$/fd ) set _puppis_here = "\`find /proc/$$/fd -lname '*/docker.csh' -printf '%l\\n' | head -n 1\`"
if ( "$_puppis_here" == "" && -x /usr/sbin/lsof ) then
    set _puppis_here = "\`/usr/sbin/lsof -a -p $$ -Fn | sed -n 's/^n//p' | grep '/docker[.]csh' | head -n 1\`"
endif
if ( -f "$_puppis_here:h/cert.pem" ) then
    setenv DOCKER_HOST '${endpoint}'
    setenv DOCKER_TLS_VERIFY 1
    setenv DOCKER_CERT_PATH "$_puppis_here:h"
    ${engineVersion === null ? 'unsetenv DOCKER_VERSION' : `setenv DOCKER_VERSION '${engineVersion}'`}
    unset _puppis_here
else
    unset _puppis_here
    sh -c 'echo docker.csh: this shell does not tell where this file is, or cert.pem is not beside it. Nothing was changed. >&2'
endif
`;
