import { loadSession } from './app.ts';
import { packages, pages, plugins, prefetchPage, widgets } from './data/catalog.ts';
import { loadChecks } from './data/checks.ts';
import { wasSignedIn } from './data/api.ts';
import { connect } from './data/live.ts';
import { takeOpening } from './data/opening.ts';
import { startRouter } from './data/router.ts';

startRouter();
if (!takeOpening()) {
  void loadSession();
  // all at once: who is signed in, and what they will see if somebody still is
  if (wasSignedIn() && location.pathname !== '/_/sign-in') {
    for (const resource of [pages, widgets, packages, plugins]) resource.want();
    void loadChecks();
    prefetchPage(location.pathname);
  }
}
connect();
