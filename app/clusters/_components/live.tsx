'use client';

import { createContext, use, useEffect, useState, type ReactNode } from 'react';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ApiError } from '@/lib/queries/fetch-json';
import { toSignIn } from '../../_components/to-sign-in';
import { followFeed } from './follow-feed';

const LiveContext = createContext(false);

/** How often to ask again, in milliseconds: seldom while the live feed is open, often while it is not. */
export const useRefetchInterval = () => (use(LiveContext) ? 30_000 : 5_000);

/** The session was ended, here or elsewhere: nothing on the page would ever change again. */
function leaveWhenSignedOut(error: Error) {
  if (error instanceof ApiError && error.status === 401) toSignIn();
}

const newClient = () =>
  new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        refetchOnMount: 'always', // what happened between a page's making and its arrival, the live feed told to nobody
        retry: (failures, error) => failures < 2 && !(error instanceof ApiError && error.status < 500),
      },
    },
  });

/** Keeps what is below it up to date: one event stream for all pages about clusters. */
export function Live({ children }: { children: ReactNode }) {
  const [client] = useState(newClient);
  const [open, setOpen] = useState(false);
  useEffect(() => followFeed(client, setOpen), [client]);
  return (
    <QueryClientProvider client={client}>
      <LiveContext value={open}>{children}</LiveContext>
    </QueryClientProvider>
  );
}
