/** Addresses that mails and people use, and where they lead: `/alerts/A-12` is `/_/alerts/A-12`. */
const SHORT = /^\/(alerts|oncall|rules|slas|maintenance)(\/[^/]+)?\/?$/;

/** The full form of a short address; empty if it is none, or a package has a page there. */
export function shortAddress(pathname: string, pages: readonly { readonly path: string }[]): string {
  const [, page, rest = ''] = SHORT.exec(pathname) ?? [];
  if (page === undefined || pages.some(({ path }) => path === pathname) || (page !== 'alerts' && rest !== '')) return '';
  return `/_/${page}${rest}`;
}
