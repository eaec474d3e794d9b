import type { BundleDetails } from '../details';

/** To the minute, in UTC: "2030-05-31 12:00 UTC". */
const minute = (date: Date) => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

export const readme = (details: BundleDetails) => `\
# Access to the cluster ${details.clusterName}

These files let \`docker\` on your machine work with the Docker Swarm cluster **${details.clusterName}** at
\`${details.endpoint}\`. They were issued to ${details.issuedTo} by ${details.panelUrl}
and stop working on **${minute(details.expiresAt)}**. Download new ones there at any time.

**Keep this folder to yourself.** Whoever holds it is root inside every segment of the cluster.

${firstCommands(details)}
${undo(details)}
${contents(details)}
${goodToKnow}`;

const firstCommands = ({ clusterName }: BundleDetails) => `\
## First commands

| shell | from this folder |
| --- | --- |
| bash, zsh | \`source docker.env\` |
| dash, other POSIX shells | \`. ./docker.env\` |
| fish | \`source docker.fish\` |
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

const undo = ({ clusterName, contextName }: BundleDetails) => `\
## Undo

Source \`docker-undo.env\` (fish: \`docker-undo.fish\`; PowerShell: \`.\\docker-undo.ps1\`; cmd: \`docker-undo.cmd\`), or close
the shell. DOCKER_HOST, DOCKER_TLS_VERIFY, DOCKER_CERT_PATH and DOCKER_VERSION are unset; values that they had before
do not come back.

## Or as a docker context

    docker context import ${contextName} ${clusterName}.dockercontext
    docker --context ${contextName} node ls

DOCKER_HOST beats a context chosen by \`docker context use\`: undo the environment first. \`docker context rm ${contextName}\`
removes the context.
`;

const contents = ({ clusterName }: BundleDetails) => `\
## What is here

| file | what it is |
| --- | --- |
| \`ca.pem\` | the certificate of the cluster's own authority; docker knows the cluster by it |
| \`ca-key.pem\` | that authority's private key. The cluster lets in certificates issued by the panel only, but still keep it as safe as \`key.pem\` |
| \`cert.pem\`, \`key.pem\` | your certificate and its private key; the key is stored nowhere else |
| \`docker.env\`, \`docker.fish\`, \`docker.ps1\`, \`docker.cmd\` | set DOCKER_HOST and its companions |
| \`docker-undo.*\` | unset them |
| \`${clusterName}.dockercontext\` | the same access as one file, for \`docker context import\` |
`;

const goodToKnow = `\
## Good to know

- \`docker build\` (classic and BuildKit), \`docker buildx\` and \`docker compose\` follow the same variables and work unchanged.
  Images are built on, and stay on, the segment that you speak to, a manager: push to a registry what a service is to
  run on every segment.
- \`docker run\` and \`docker compose\` run on that segment; \`docker service\` and \`docker stack\` spread over all of them.
- \`-v /path:/path\` names a folder on the segment, not on your machine. \`docker cp\` copies between the two.
- In cmd, leave this folder before you use docker: here, \`docker\` means docker.cmd.
`;
