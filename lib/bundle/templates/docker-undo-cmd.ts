import { variables } from '../variables';
import { crlf } from './crlf';

export const dockerUndoCmd = () =>
  crlf(`\
@rem Takes back what docker.cmd did in this window: docker-undo.cmd
${variables.map((name) => `@set "${name}="\n`).join('')}`);
