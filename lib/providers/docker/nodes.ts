import type { SwarmNode } from '../types';

/** A member of `GET /nodes`, as far as it is used here. */
export interface RawNode {
  readonly ID: string;
  readonly Version: { readonly Index: number };
  readonly Spec: {
    readonly Role: SwarmNode['role'];
    readonly Availability: SwarmNode['availability'];
    readonly Labels?: Readonly<Record<string, string>>;
    readonly Name?: string;
  };
  readonly Description?: { readonly Hostname: string };
  readonly Status: { readonly State: SwarmNode['state']; readonly Addr?: string };
  readonly ManagerStatus?: { readonly Leader?: boolean; readonly Reachability: string; readonly Addr: string };
}

/** The role is the one the node has, not the one it was told to take: a manager takes part in the managers' consensus. */
export function nodeOf(raw: RawNode): SwarmNode {
  return {
    id: raw.ID,
    hostname: raw.Description?.Hostname ?? '',
    role: raw.ManagerStatus ? 'manager' : 'worker',
    availability: raw.Spec.Availability,
    state: raw.Status.State,
    address: raw.ManagerStatus?.Addr.replace(/:\d+$/, '') ?? raw.Status.Addr ?? '',
    leader: raw.ManagerStatus?.Leader === true,
    labels: raw.Spec.Labels ?? {},
  };
}
