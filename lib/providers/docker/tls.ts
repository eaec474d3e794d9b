/** The engine CA of the installation, and what the panel's roles show to engines. All PEM. */
export interface EngineTls {
  readonly caPem: string;
  readonly clientCertPem: string;
  readonly clientKeyPem: string;
  /** A certificate for an engine that is reached by `names` (DNS names and IPv4 addresses). */
  issueServer(names: string[]): { certPem: string; keyPem: string };
}
