import { variables } from '../variables';

export const dockerUndoPs1 = () => `\
# Takes back what docker.ps1 did in this session: .\\docker-undo.ps1
${variables.map((name) => `$Env:${name} = $null\n`).join('')}`;
