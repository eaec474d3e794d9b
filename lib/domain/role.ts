/** What somebody is to a cluster. Each may do what those before it may. */
export const roles = ['viewer', 'operator', 'owner'] as const;
export type Role = (typeof roles)[number];

/** What can be done with a cluster, and the least role that may. */
const least = {
  /** See its page: segments, events, autoscale, people. */
  look: 'viewer',
  /** Scale, autoscale, rebuild, try again. */
  operate: 'operator',
  /** Have credentials of one's own. */
  access: 'operator',
  delete: 'owner',
  /** Invite people, change their roles, remove them. */
  share: 'owner',
  /** See and revoke everybody's credentials. */
  keys: 'owner',
} as const satisfies Record<string, Role>;
export type Verb = keyof typeof least;

/** The roles that may do it. */
export const rolesFor = (verb: Verb): Role[] => roles.slice(roles.indexOf(least[verb]));

export const may = (role: Role, verb: Verb): boolean => rolesFor(verb).includes(role);

/** A cluster as somebody sees it. */
export interface Standing {
  readonly name: string;
  readonly role: Role;
  /** E-mail of whoever made the cluster. They stay its owner. */
  readonly holder: string;
}

const holds = { viewer: 'look at', operator: 'operate', owner: 'do everything with' } as const;

/** "a viewer", "an operator" */
export const aRole = (role: string): string => `${role === 'viewer' ? 'a' : 'an'} ${role}`;

/** Why the role does not allow it, and who can change that; undefined when it does. */
export function whyMayNot({ name, role, holder }: Standing, verb: Verb): string | undefined {
  if (may(role, verb)) return undefined;
  return `You may ${holds[role]} ${name}. Ask its owner, ${holder}, to make you ${aRole(least[verb])}.`;
}
