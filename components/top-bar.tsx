import Link from 'next/link';
import { guides } from '@/lib/domain/guides';
import { Icon } from './icon';
import { LogoMark } from './logo';
import { Menu, MenuForm, MenuLine, MenuLink } from './menu';

const item =
  'inline-flex min-h-10 cursor-pointer items-center gap-1.5 rounded-lg px-2.5 text-sm font-medium hover:bg-bar-hover aria-expanded:bg-bar-hover';

interface TopBarProps {
  /** Nobody: the bar offers to sign in. */
  user: { email: string; admin: boolean } | null;
  /** The server action behind the last item of the user's menu. */
  signOut: () => Promise<void>;
}

/** The bar over every page: the mark, the guides, the person. Its first stop is a way past it. */
export function TopBar({ user, signOut }: TopBarProps) {
  return (
    <header className="on-bar border-b-2 border-star/70 bg-bar text-bar-ink">
      <a
        href="#main"
        className="sr-only rounded-lg bg-raised px-4 py-2 text-ink focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-40"
      >
        Skip to the content
      </a>
      <div className="mx-auto flex h-15 max-w-6xl items-center gap-1 px-3 sm:px-6">
        <Link href="/clusters" className="mr-auto flex min-h-10 items-center gap-2.5 rounded-lg pr-2">
          <LogoMark />
          <span className="font-semibold tracking-tight">
            Puppis <span className="font-normal text-bar-muted max-sm:sr-only">Control Panel</span>
          </span>
        </Link>
        <nav aria-label="Main">
          <Menu
            triggerClassName={item}
            trigger={
              <>
                <span className="max-sm:hidden">Documentation</span>
                <span className="sm:hidden">Docs</span>
                <Icon name="chevron" className="size-3.5" />
              </>
            }
          >
            {guides.map(({ slug, title }) => (
              <MenuLink key={slug} href={`/docs/${slug}`}>
                {title}
              </MenuLink>
            ))}
          </Menu>
        </nav>
        {user ? <UserMenu user={user} signOut={signOut} /> : <SignInLink />}
      </div>
    </header>
  );
}

const SignInLink = () => (
  <Link href="/sign-in" className={item}>
    Sign in
  </Link>
);

function UserMenu({ user, signOut }: { user: NonNullable<TopBarProps['user']>; signOut: () => Promise<void> }) {
  return (
    <Menu
      triggerClassName={item}
      label={`Account menu of ${user.email}`}
      trigger={
        <>
          <Icon name="user" className="size-5" />
          <span className="max-w-48 truncate max-md:hidden">{user.email}</span>
          <Icon name="chevron" className="size-3.5" />
        </>
      }
    >
      <li className="max-w-60 truncate px-3 pt-1.5 pb-2 text-sm text-muted">{user.email}</li>
      <MenuLink href="/account">Account</MenuLink>
      {user.admin ? <MenuLink href="/admin/users">Administration</MenuLink> : null}
      <MenuLine />
      <MenuForm action={signOut}>Sign out</MenuForm>
    </Menu>
  );
}
