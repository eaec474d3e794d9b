'use client';

import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { Icon } from '@/components/icon';
import { Select } from '@/components/select';
import { Time } from '@/components/time';
import {
  bundleFileName,
  credentialLives,
  defaultLife,
  type BundleFormat,
  type CredentialLife,
} from '@/lib/domain/credential';
import { credentialsQuery } from '@/lib/queries/clusters';
import type { ClusterDto } from '@/lib/schemas/cluster';
import { FailureNotice } from '../../_components/failure';
import { useAct } from '../../_components/use-act';
import { issueCredentialAction } from '../actions';
import { RequestField } from './request-field';

interface DownloadProps {
  cluster: ClusterDto;
  format: BundleFormat;
  /** The person keeps the key, and hands in a request. */
  ownKey?: boolean;
}

/** Makes a credential and downloads it. */
export function DownloadAccess({ cluster, format, ownKey = false }: DownloadProps) {
  const client = useQueryClient();
  const { run, pending, error } = useAct(issueCredentialAction);
  const [name, setName] = useState('');
  const [life, setLife] = useState<CredentialLife>(longestUpToDefault(cluster.credentialLives));
  const [request, setRequest] = useState('');
  const [expiresAt, setExpiresAt] = useState<string>();
  const download = async () => {
    const issued = await run({ clusterId: cluster.id, name, life, format, ...(ownKey ? { request } : {}) });
    if (!issued) return;
    follow(issued.data);
    setExpiresAt(issued.data.expiresAt);
    void client.invalidateQueries({ queryKey: credentialsQuery(cluster.id).queryKey });
  };
  const beside = (field: string) => (error?.field === field ? error.message : undefined);
  return (
    <form
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        void download();
      }}
    >
      <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_9rem]">
        <Field
          label="Name (optional)"
          placeholder="laptop"
          maxLength={40}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={beside('name')}
        />
        <Select
          label="Good for"
          options={cluster.credentialLives.map((key) => ({ key, label: credentialLives[key].words }))}
          value={life}
          onChange={setLife}
        />
      </div>
      {ownKey ? <RequestField value={request} onChange={setRequest} error={beside('request')} /> : null}
      <Button type="submit" variant="primary" pending={pending}>
        {pending ? null : <Icon name="download" />}
        Download {bundleFileName(cluster.name, format)}
      </Button>
      <FailureNotice error={(beside('name') ?? beside('request')) ? undefined : error} />
      <p role="status" className="text-sm text-muted">
        {expiresAt ? (
          <>
            Your download has started. Its certificate is good until <Time at={expiresAt} />.
          </>
        ) : (
          'Holds a certificate of your own, which can be revoked. Each download makes a new one; keep it as you would a password.'
        )}
      </p>
    </form>
  );
}

const longestUpToDefault = (lives: readonly CredentialLife[]) =>
  lives.includes(defaultLife) ? defaultLife : lives.at(-1)!;

/** Starts the download without leaving the page. */
function follow({ path, fileName }: { path: string; fileName: string }) {
  const link = document.createElement('a');
  link.href = path;
  link.download = fileName;
  link.click();
}
