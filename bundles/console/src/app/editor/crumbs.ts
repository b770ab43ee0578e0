import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '@redeye/host';
import type { Path } from './draft.ts';
import { editorAddress } from './outline.ts';

/** Where one is: `test.yaml › jobs › tester › tester2`, each step a link. */
export function crumbs(name: string, file: string, path: Path): TemplateResult {
  const steps = [{ words: file, href: editorAddress(name) }, ...path.map((key, index) => ({ words: typeof key === 'number' ? `${key + 1}.` : key, href: editorAddress(name, path.slice(0, index + 1)) }))];
  return html`<h1 class="visually-hidden">Edit ${file}</h1><nav class="crumbs" aria-label="Where"><ol>
    <li><a href=${`/_/packages/${encodeURIComponent(name)}`} title="The package, its history and state">${icon('packages')}<span class="visually-hidden">Package ${name}</span></a></li>
    ${steps.map(({ words, href }, index) => html`<li><a href=${href} aria-current=${index === steps.length - 1 ? 'location' : nothing}>${words}</a></li>`)}</ol></nav>`;
}
