import { variables } from '../variables';

export const dockerUndoFish = () => `\
# Takes back what docker.fish did in this shell: source docker-undo.fish
${variables.map((name) => `set -eg ${name}\n`).join('')}true
`;
