// Where somebody lands who names no page, or has just signed in.

/** The page at `/`: the first one of a package, or the checks if no package declares one. As the server redirects. */
export function frontPage(pages: readonly { readonly path: string }[]): string {
  return pages[0]?.path ?? '/_/checks';
}

/** Back to where the sign-in was asked for, never to another server. */
export function afterSignIn(at: URL): string {
  const to = at.pathname === '/_/sign-in' ? (at.searchParams.get('to') ?? '/') : at.pathname + at.search;
  return to.startsWith('/') && !to.startsWith('//') ? to : '/';
}
