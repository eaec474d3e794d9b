/** One row of the README's table of settings: those that belong together, and what they are. `secret`: never shown. */
export interface SettingRow {
  readonly names: readonly string[];
  readonly what: string;
  readonly secret?: readonly string[];
}

/** The settings from the environment (lib/env.ts), in the README's order and words; a test compares all three. */
export const settingRows: readonly SettingRow[] = [
  { names: ['PORT'], what: 'the panel’s port' },
  { names: ['PUPPIS_DATA_DIR'], what: 'database, secret and logs' },
  { names: ['PUPPIS_PUBLIC_HOST'], what: 'the name people reach this machine by; goes into every DOCKER_HOST' },
  { names: ['PUPPIS_PUBLIC_URL'], what: 'the panel’s address as browsers see it, when a proxy stands in front' },
  { names: ['PUPPIS_BIND'], what: 'the address that panel and gateway listen on' },
  { names: ['PUPPIS_TRUST_PROXY'], what: 'true when a proxy in front sets X-Forwarded-For' },
  { names: ['PUPPIS_GATEWAY_PORTS'], what: 'one port of these per cluster' },
  { names: ['PUPPIS_SUBNET_POOL'], what: 'each cluster gets a /24 of it; change it if your network uses it' },
  {
    names: ['PUPPIS_ADMIN_EMAIL', 'PUPPIS_ADMIN_PASSWORD'],
    what: 'an administrator, made at a start unless the e-mail has an account: the first one, or a way back in',
    secret: ['PUPPIS_ADMIN_PASSWORD'],
  },
  { names: ['PUPPIS_SIGNUP'], what: 'open lets anybody make an account' },
  { names: ['PUPPIS_PLANS'], what: 'plans as name=vCPUs:GB' },
  {
    names: ['PUPPIS_MAX_CLUSTERS', 'PUPPIS_MAX_SEGMENTS'],
    what: 'per account and per cluster; an administrator can change them for a person',
  },
  { names: ['PUPPIS_MAX_CREDENTIAL_LIFE'], what: 'longest life of a bundle that Get Access offers: 1h, 1d, 30d or 1y' },
  {
    names: ['PUPPIS_MAX_BUNDLES'],
    what: 'bundles that an account may get in a row; further ones come slower, one a minute',
  },
  { names: ['PUPPIS_MAX_CONNECTIONS'], what: 'connections to one cluster that may be open at the same time' },
  {
    names: ['PUPPIS_HANDSHAKE_FAILURES'],
    what: 'failed handshakes a second that shut out an address; 0: any number, for a TCP proxy in front of the gateway',
  },
  {
    names: ['PUPPIS_CA_KEY_IN_BUNDLES'],
    what: 'whether the cluster’s CA key, ca-key.pem, is in the zip of its owners, as Carina had it',
  },
  { names: ['PUPPIS_AUTOSCALE_TIMES'], what: 'the autoscaler’s times in seconds, as name=value, those you change' },
  { names: ['PUPPIS_AUDIT_DAYS'], what: 'how many days the audit is kept' },
  { names: ['PUPPIS_SEGMENT_IMAGE'], what: 'any image with dockerd' },
  { names: ['PUPPIS_REGISTRY_MIRROR'], what: 'a registry mirror for all segments' },
  {
    names: ['PUPPIS_SECRET'],
    what: 'seals stored keys; at least 32 characters',
    secret: ['PUPPIS_SECRET'],
  },
  {
    names: ['PUPPIS_OLD_SECRET'],
    what: 'the secret before, while an installation goes from one to the next; the word file for the one in the data folder',
    secret: ['PUPPIS_OLD_SECRET'],
  },
  { names: ['PUPPIS_LOG_LEVEL'], what: 'trace … error, silent' },
  {
    names: ['GITHUB_ID', 'GITHUB_SECRET'],
    what: 'signing in with GitHub; callback <url>/api/auth/callback/github',
    secret: ['GITHUB_SECRET'],
  },
  {
    names: ['OIDC_ISSUER', 'OIDC_ID', 'OIDC_SECRET', 'OIDC_NAME'],
    what: 'signing in with any OpenID Connect provider; callback <url>/api/auth/callback/oidc',
    secret: ['OIDC_SECRET'],
  },
  { names: ['DOCKER_HOST'], what: 'the engine that segments run on' },
  { names: ['DATABASE_URL'], what: 'the SQLite database' },
];
