// Whether fields are shown page by page; remembered in this browser.
const WIZARD = 'rem-editor-wizard';

export function wizardRemembered(): boolean {
  try {
    return localStorage.getItem(WIZARD) === 'true';
  } catch {
    return false;
  }
}

export function rememberWizard(wizard: boolean): void {
  try {
    localStorage.setItem(WIZARD, String(wizard));
  } catch {
    // a browser that keeps nothing shows the form next time
  }
}
