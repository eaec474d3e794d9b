/** What the audit knows of, in words for people. The part before the dot is what it is about. */
export const auditActions = {
  'account.create': 'Made an account',
  'account.delete': 'Deleted an account',
  'account.disable': 'Disabled an account',
  'account.enable': 'Enabled an account',
  'account.end-sessions': 'Signed out everywhere',
  'account.limits': 'Set an account’s limits',
  'account.password': 'Changed the password',
  'account.password-refused': 'Gave a wrong current password',
  'account.removed': 'Removed the last of deleted accounts',
  'account.role': 'Set an account’s role',
  'account.setup': 'Made the first administrator',
  'account.setup-link': 'Made a set-up link',
  'account.sign-in': 'Signed in',
  'account.sign-in-refused': 'Was not let in',
  'account.sign-out': 'Signed out',
  'account.sign-up': 'Signed up',
  'audit.lost': 'Entries were lost',
  'cluster.autoscale': 'Switched autoscale',
  'cluster.autoscale-rules': 'Set autoscale’s bounds',
  'cluster.create': 'Created a cluster',
  'cluster.delete': 'Deleted a cluster',
  'cluster.keep-segments': 'Took a shrink back',
  'cluster.rebuild': 'Rebuilt a cluster',
  'cluster.retry': 'Asked to try again',
  'cluster.rotate-ca': 'Rotated the CA',
  'cluster.scale': 'Scaled a cluster',
  'credential.download': 'Downloaded a bundle',
  'credential.issue': 'Got access',
  'credential.outside': 'First saw a certificate signed outside',
  'credential.revoke': 'Revoked a credential',
  'docker.call': 'Docker call',
  'gateway.connection': 'Connected',
  'gateway.refused': 'Was refused a connection',
  'gateway.unreadable': 'Calls cannot be read from here',
  'installation.create': 'Made the installation',
  'installation.engine-authority': 'Made the engines’ authority',
  'installation.rotate-secret': 'Rotated the secret',
  'installation.session-key': 'Made the sessions’ key',
  'installation.setting': 'Changed a setting',
  'invitation.create': 'Invited somebody',
  'invitation.redeem': 'Accepted an invitation',
  'invitation.renew': 'Renewed an invitation',
  'invitation.withdraw': 'Withdrew an invitation',
  'member.invite': 'Shared a cluster',
  'member.leave': 'Left a cluster',
  'member.remove': 'Ended the sharing',
  'member.role': 'Changed a member’s role',
} as const;
export type AuditAction = keyof typeof auditActions;

/** What actions are about, by the part before the dot. */
export const auditKinds = {
  account: 'Accounts',
  audit: 'The audit',
  cluster: 'Clusters',
  credential: 'Credentials',
  docker: 'Docker calls',
  gateway: 'Connections',
  installation: 'The installation',
  invitation: 'Invitations',
  member: 'Sharing',
} as const;
export type AuditKind = keyof typeof auditKinds;

export type AuditActorKind = 'user' | 'credential' | 'visitor' | 'system';

/** Facts beside the subject, such as `{ from: 1, to: 3 }`. Never a password, a key or a token. */
export type AuditDetail = Readonly<Record<string, string | number | boolean | null | readonly number[]>>;
