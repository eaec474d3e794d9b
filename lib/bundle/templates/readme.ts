import type { BundleDetails } from '../details';

/** To the minute, in UTC: "2030-05-31 12:00 UTC". */
const minute = (date: Date) => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

export const readme = (details: BundleDetails) => `\
# Access to the cluster ${details.clusterName}

These files let \`docker\` on your machine work with the Docker Swarm cluster **${details.clusterName}** at
\`${details.endpoint}\`. They were issued to ${details.issuedTo} by ${details.panelUrl}
and stop working on **${minute(details.expiresAt)}**. Download new ones there at any time.

**Keep this folder to yourself.** Whoever holds it is root inside every segment of the cluster.

${ownKey(details)}${firstCommands(details)}
${undo(details)}
${contents(details)}
${goodToKnow}`;

const ownKey = ({ keyPem }: BundleDetails) =>
  keyPem === null
    ? `\
**Put your private key into this folder as \`key.pem\`** (and \`chmod 600 key.pem\`): the certificate is for the key that your request
was made with, and only you have it.

`
    : '';

const firstCommands = ({ clusterName }: BundleDetails) => `\
## First commands

| shell | from this folder |
| --- | --- |
| bash, zsh | \`source docker.env\` |
| dash, other POSIX shells | \`. ./docker.env\` |
| fish | \`source docker.fish\` |
| tcsh | \`source docker.csh\` |
| PowerShell | \`.\\docker.ps1\` |
| Windows cmd | \`docker.cmd\` |

From anywhere else give the path, for example \`source ~/Downloads/${clusterName}/docker.env\`. The shell you are in then
speaks to the cluster, and no other does:

    docker info
    docker node ls
    docker run -it --rm busybox
    docker service create --name web --replicas 2 nginx

PowerShell may hold back a downloaded script; \`Unblock-File *.ps1\` lets it through.
`;

const undo = (details: BundleDetails) => `\
## Undo

Source \`docker-undo.env\` (fish: \`docker-undo.fish\`; tcsh: \`docker-undo.csh\`; PowerShell: \`.\\docker-undo.ps1\`; cmd: \`docker-undo.cmd\`), or close
the shell. DOCKER_HOST, DOCKER_TLS_VERIFY, DOCKER_CERT_PATH and DOCKER_VERSION are unset; values that they had before
do not come back.
${details.keyPem === null ? '' : context(details)}`;

const context = ({ clusterName, contextName }: BundleDetails) => `
## Or as a docker context

    docker context import ${contextName} ${clusterName}.dockercontext
    docker --context ${contextName} node ls

DOCKER_HOST beats a context chosen by \`docker context use\`: undo the environment first. \`docker context rm ${contextName}\`
removes the context.
`;

const contents = ({ clusterName, keyPem, caKeyPem }: BundleDetails) => `\
## What is here

| file | what it is |
| --- | --- |
| \`ca.pem\` | the certificate of the cluster's own authority; docker knows the cluster by it |
${caKeyPem === null ? '' : caKeyRow}${keyPem === null ? certificateRow : identityRow}
| \`docker.env\`, \`docker.fish\`, \`docker.csh\`, \`docker.ps1\`, \`docker.cmd\` | set DOCKER_HOST and its companions |
| \`docker-undo.*\` | unset them |
${keyPem === null ? '' : `| \`${clusterName}.dockercontext\` | the same access as one file, for \`docker context import\` |\n`}`;

const caKeyRow =
  '| `ca-key.pem` | that authority’s private key. The cluster lets in who shows a certificate signed with it, and the panel lists ' +
  'them: keep it as safe as `key.pem` |\n';
const identityRow = '| `cert.pem`, `key.pem` | your certificate and its private key; the key is stored nowhere else |';
const certificateRow = '| `cert.pem` | your certificate, for the private key that you have |';

const goodToKnow = `\
## Good to know

- \`docker build\` (classic and BuildKit), \`docker buildx\` and \`docker compose\` follow the same variables and work unchanged.
  Images are built on, and stay on, the segment that you speak to, a manager: push to a registry what a service is to
  run on every segment.
- \`docker run\` and \`docker compose\` run on that segment; \`docker service\` and \`docker stack\` spread over all of them.
- \`-v /path:/path\` names a folder on the segment, not on your machine. \`docker cp\` copies between the two.
- In cmd, leave this folder before you use docker: here, \`docker\` means docker.cmd.
`;
