import type { Rate } from './buckets';
import type { HandshakeLimits } from './handshakes';

export interface GatewayLimits {
  readonly handshakes: HandshakeLimits;
  /** From the connection to the end of its handshake, in milliseconds. */
  readonly handshakeMs: number;
  /** Connections that one account may open. */
  readonly account: Rate;
  /** Connections that one cluster may have open. */
  readonly connections: number;
  /** Calls of one credential that change something. Engines are slower by far; whoever asks faster has to wait. */
  readonly calls: Rate;
  /** The head of a connection's first request: its size in bytes, and the time until all of it is there. */
  readonly headBytes: number;
  readonly headMs: number;
}

/** What an administrator may want otherwise. */
export interface LimitSettings {
  readonly PUPPIS_MAX_CONNECTIONS: number;
  readonly PUPPIS_HANDSHAKE_FAILURES: number;
}

/** Why these: docs/decisions/2026-11-25-the-gateway-counts-failures.md */
export const gatewayLimits = (settings: LimitSettings): GatewayLimits => ({
  handshakes: {
    failures: { burst: settings.PUPPIS_HANDSHAKE_FAILURES * 10, perSecond: settings.PUPPIS_HANDSHAKE_FAILURES },
    unfinishedOfAddress: 256,
    unfinished: 2_048,
  },
  handshakeMs: 10_000,
  account: { burst: 500, perSecond: 50 },
  connections: settings.PUPPIS_MAX_CONNECTIONS,
  calls: { burst: 5_000, perSecond: 200 },
  headBytes: 128 * 1024,
  headMs: 20_000,
});
