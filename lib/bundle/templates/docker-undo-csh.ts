import { variables } from '../variables';

export const dockerUndoCsh = () => `\
# Takes back what docker.csh did in this shell: source docker-undo.csh
${variables.map((name) => `unsetenv ${name}\n`).join('')}`;
