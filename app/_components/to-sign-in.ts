/** Leaves for the sign-in page, and comes back here from it. Nothing of the person who was signed in stays in this page. */
export function toSignIn(): void {
  const { pathname, search } = window.location;
  window.location.replace(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}
