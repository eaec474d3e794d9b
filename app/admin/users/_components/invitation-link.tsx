import { Command } from '@/components/command';
import { Notice } from '@/components/notice';
import { Time } from '@/components/time';
import type { InvitationLinkDto } from '@/lib/schemas/invitation';

/** The link of an invitation, the only time that it is shown. */
export function InvitationLink({ link }: { link: InvitationLinkDto }) {
  return (
    <Notice tone="success" role="status" title={`Give this link to ${link.email}`}>
      <p className="mb-2">
        Puppis sends no mail and does not show it again. It works once, until <Time at={link.expiresAt} />.
      </p>
      <Command what="the invitation link">{link.url}</Command>
    </Notice>
  );
}
