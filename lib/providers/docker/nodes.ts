import type { NodeChange, SwarmNode } from '../types';

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
    unreachable: raw.ManagerStatus?.Reachability === 'unreachable',
    labels: raw.Spec.Labels ?? {},
  };
}

/** What a node shall be, as `POST /nodes/{id}/update` takes it. */
export function specWith({ Spec }: RawNode, { role, availability, labels = {} }: NodeChange): RawNode['Spec'] {
  const all = Object.entries({ ...Spec.Labels, ...labels });
  const Labels = Object.fromEntries(all.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
  return { ...Spec, Role: role ?? Spec.Role, Availability: availability ?? Spec.Availability, Labels };
}
