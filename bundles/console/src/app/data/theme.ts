import { Signal } from './signal.ts';

export type ThemeChoice = 'auto' | 'light' | 'dark';

const KEY = 'rem-theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

/** What was chosen; remembered in this browser. */
export const themeChoice = new Signal<ThemeChoice>(read());
/** What is shown. */
export const theme = new Signal<'light' | 'dark'>(resolve());

export function chooseTheme(choice: ThemeChoice): void {
  themeChoice.value = choice;
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // a browser that keeps nothing shows the choice until the page is closed
  }
  apply();
}

dark.addEventListener('change', apply);
addEventListener('storage', ({ key }) => {
  if (key !== KEY) return;
  themeChoice.value = read();
  apply();
});

function apply(): void {
  const { dataset } = document.documentElement;
  if (themeChoice.value === 'auto') delete dataset['theme'];
  else dataset['theme'] = themeChoice.value;
  theme.value = resolve();
}

function resolve(): 'light' | 'dark' {
  return themeChoice.value === 'auto' ? (dark.matches ? 'dark' : 'light') : themeChoice.value;
}

function read(): ThemeChoice {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === 'light' || stored === 'dark' ? stored : 'auto';
  } catch {
    return 'auto';
  }
}
