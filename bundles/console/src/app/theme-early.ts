// Before the first paint: the theme that was chosen, so that nothing flashes. See data/theme.ts.
try {
  const stored = localStorage.getItem('rem-theme');
  if (stored === 'light' || stored === 'dark') document.documentElement.dataset['theme'] = stored;
} catch {
  // a browser that keeps nothing follows the system
}
