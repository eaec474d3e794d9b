import { variables } from '../variables';

export const dockerUndoEnv = () => `\
# Takes back what docker.env did in this shell: source docker-undo.env, or . ./docker-undo.env
unset ${variables.join(' ')}
`;
