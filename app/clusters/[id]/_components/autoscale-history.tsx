'use client';

import { useQuery } from '@tanstack/react-query';
import { Badge } from '@/components/badge';
import { Card } from '@/components/card';
import { Time } from '@/components/time';
import { span } from '@/lib/domain/words';
import { autoscaleHistoryQuery } from '@/lib/queries/clusters';
import type { AutoscaleHistoryDto, ClusterDto } from '@/lib/schemas/cluster';
import { LoadChart } from './load-chart';

/** Figures come seldom; decisions are told by the live feed as well. */
const refetchInterval = 20_000;

/** What the autoscaler sees and what it made of it. */
export function AutoscaleHistory({ cluster }: { cluster: ClusterDto }) {
  const { data } = useQuery({ ...autoscaleHistoryQuery(cluster.id), refetchInterval });
  return (
    <Card as="section" aria-labelledby="autoscale-history" className="p-5">
      <h2 id="autoscale-history" className="font-semibold">
        Autoscale
      </h2>
      {data ? (
        <div className="mt-3 grid gap-x-8 gap-y-5 lg:grid-cols-2">
          <Use history={data} cluster={cluster} />
          <Decisions decisions={data.decisions} />
        </div>
      ) : null}
    </Card>
  );
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

function Use({ history: { loads, decisions }, cluster }: { history: AutoscaleHistoryDto; cluster: ClusterDto }) {
  const { autoscaleRules: rules } = cluster;
  const last = loads.at(-1);
  if (!last || loads.length < 2)
    return (
      <p className="text-sm text-muted">
        The chart begins with the second figure, {span(cluster.autoscaleTimes.average)} after the first.
      </p>
    );
  const changes = decisions.filter(({ from, to }) => from !== to);
  const words = `${percent(last.memory)} of memory and ${percent(last.cpu)} of CPU are used or reserved`;
  return (
    <div>
      <ul className="mb-3 flex flex-wrap gap-x-5 gap-y-1 text-sm">
        <Key look="border-accent" name="Memory" now={percent(last.memory)} target={rules.memoryTarget} />
        <Key look="border-busy-fill border-dashed" name="CPU" now={percent(last.cpu)} target={rules.cpuTarget} />
      </ul>
      <LoadChart {...{ loads, changes, targets: rules, label: `Use of ${cluster.name}: ${words}.` }} />
      <p className="mt-1 flex justify-between text-sm text-muted tabular-nums">
        <Time at={loads[0]!.at} as="time" />
        <span className="max-sm:hidden">used or reserved, 0 to 100 %</span>
        <Time at={last.at} as="time" />
      </p>
    </div>
  );
}

function Key({ look, name, now, target }: { look: string; name: string; now: string; target: number }) {
  return (
    <li className="flex items-center gap-2">
      <i className={`w-6 border-t-2 ${look}`} />
      <span>
        {name} <span className="font-semibold tabular-nums">{now}</span>{' '}
        <span className="text-muted">target {target} %</span>
      </span>
    </li>
  );
}

function Decisions({ decisions }: { decisions: AutoscaleHistoryDto['decisions'] }) {
  if (decisions.length === 0) return <p className="text-sm text-muted">Nothing has been decided yet.</p>;
  return (
    <ol aria-label="Decisions" tabIndex={0} className="max-h-56 space-y-2 overflow-y-auto text-sm">
      {decisions.map(({ id, at, from, to, why }) => (
        <li key={id} className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-3">
          <span className="text-muted tabular-nums">
            <Time at={at} />
          </span>
          <span className="wrap-anywhere">
            {from === to ? null : (
              <Badge tone={to > from ? 'good' : 'plain'}>
                {from} → {to}
              </Badge>
            )}{' '}
            {why}
          </span>
        </li>
      ))}
    </ol>
  );
}
